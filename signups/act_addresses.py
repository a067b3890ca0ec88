"""Addresses that take forms alone: whoever comes to one by a link, such as from the sign-in, is led to its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

ON_ONE_SIGN_UP = ["admit_sign_up", "refuse_sign_up", "put_sign_up_first", "transfer_sign_up", "take_sign_up_off"]
ON_A_RATING = ["open_rating", "begin_rating_marks", "put_rating_forward", "withdraw_rating"]
# Which page an act belongs to, and what of the act's address names it. By the address alone: whether there is such a
# thing, and for whom, is the page's to say.
PAGES = {
    "sign_up": ("session", ["pk"]),
    "check_in_code": ("session", ["pk"]),
    "offer_place": ("session", ["pk"]),
    "cancel_sign_up": ("own_sign_ups", []),
    "confirm_sign_up": ("own_sign_ups", []),
    "accept_place": ("own_sign_ups", []),
    "withdraw_offer": ("own_sign_ups", []),
    "take_back_named": ("session_group", ["pk"]),
    "book_slot": ("venue", ["pk"]),
    "draw_session": ("session_list", ["pk"]),
    "reopen_date": ("session_list", ["pk"]),
    "settle_difference": ("differing_sessions", []),
    **{act: ("kept_sign_up", ["pk", "sign_up_pk"]) for act in ON_ONE_SIGN_UP},
    "walk_in": ("attendance", ["pk"]),
    "course_attendance_file": ("course_attendance", ["pk"]),
    "export_answers": ("session_answers", ["pk"]),
    **dict.fromkeys(["withdraw_from_selection", "doubt_points"], ("selection", ["pk"])),
    **dict.fromkeys(["make_list", "discard_list", "recompute_points", "publish_list"], ("selection_people", ["pk"])),
    "correct_mark": ("selections", []),
    "read_rating": ("base_ratings", []),
    "merge_pools": ("session_pools", ["pk"]),
    **{act: ("rating_round", ["pk"]) for act in ON_A_RATING},
    "take_self_assessment_back": ("self_assessment", ["pk"]),
    "reopen_self_assessment": ("rating_outcome", ["pk"]),
}


def page_of_act(match: ResolverMatch) -> str | None:
    """Return the address of the page that an act belongs to, or None for what is no act of this room."""
    if match.view_name not in PAGES:
        return None
    page, names = PAGES[match.view_name]
    return reverse(page, kwargs={name: match.kwargs[name] for name in names})


class ActAddressMiddleware:
    """Lead to the page of an act, where a GET was answered that the address takes forms alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method not in ("GET", "HEAD") or not request.resolver_match:
            return response
        page = page_of_act(request.resolver_match)
        return redirect(page) if page else response
