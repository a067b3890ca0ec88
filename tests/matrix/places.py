"""Every address of the site, from the resolver, with the ids of whose records it can be asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import get_resolver
from django.utils import timezone
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page

from activities.models import ClubPage, ClubRating, RatingEvidence, RatingRound, RecurringActivity
from cms.models import UnionDocument, UnionImage
from contests.models import Call, Contest, ContestEvent, VoteRound, Work
from honours.models import Honour
from publications.models import Publication
from reading.models import Book
from signups.models import Selection, Session
from tests.approval.questions import (
    API_ACTIONS,
    DIALOG_ACTIONS,
    Scene,
    addresses_below,
    bulk_actions,
    parameters,
    path_of,
)

from .person import Cast, Person

# Which row of a person `pk` stands for, by the beginning of the address's name.
ROW_OF = {
    "own_answers$|answers_attachment$|session_answers$|export_answers$|open_answers$|pick_up_list$": "date",
    "notice$|open_notice$|receive_notice$|notices_notice_": "notice",
    "notice_of_event$": "told",
    "event$|remind_of_event$": "sent",
    "(team|team_roster|rename_team|withdraw_team)$": "team",
    "(take_player_off|seat_player|decline_team)$": "player",
    "(fixture|fixture_result|fixture_hours|call_fixture_off)$": "fixture",
    "(confirm|dispute)_result$": "result",
    "(kept_contest|award_contest|contest_rosters|contest_results|contest_event|make_fixtures|add_fixture)$": "contest",
    "end_session$": "session",
    "(change|remove)_dependant$": "dependant",
    "(cancel|confirm)_sign_up$": "sign-up",
    "(accept_place|withdraw_offer)$": "swap",
    "approval_end_deputyship": "deputyship",
    "people_postheld_|end_post$": "post",
    "people_membershipchange_": "change",
    "membership_application$|withdraw_application$": "application",
    "membership_(of|in|out)$|take_second_factor_off$|withdraw_slip$": "member",
    "mfa_(edit|remove)_webauthn$": "device",
    "end_role|people_rolegrant_": "role",
    "objection$|(take_up|answer|withdraw)_objection$": "objection",
    "news_import": "import",
    "notices_delivery_": "delivery",
    "people_correction_": "correction",
    "people_look_": "look",
    "roster_": "roster",
    "(selection_application|decide_consent)$": "applied for",
    "correct_mark$": "mark",
    "rate_turn$": "turn",
    "read_rating$": "turn rating",
    "signups_signup_": "sign-up",
    "(replace|withdraw)_work$": "work",
    "waive_strike$": "strike",
    "signups_strike_": "strike",
    "work_account:": "work account",
    "expense$|(approve|refuse|withdraw|book|present|reverse)_expense$|ask_for_more$|send_back_receipt$": "expense",
    "(void_)?receipt$": "expense",
    "(wagtailusers_users|member_chooser):": "member",
}
# These are a person's whatever the address is called.
ALWAYS_OWN = {
    "manuscript_pk": "manuscript",
    "sign_up_pk": "sign-up",
    "membership_pk": "membership",
    "role_pk": "duty",
    "uploaded_file_id": "upload",
    "file": "attachment",
    "answers": "answers",
    "receipt": "receipt",
}
MADE_UP = 99_999_999


@dataclass(frozen=True)
class Place:
    """One address that is asked, of what route, about whose record; "nobody's" where it is about nobody."""

    address: str
    route: str
    whose: str


def all_addresses() -> list[tuple[str, str]]:
    """Return every route of the site with its name; of two of the same address the first answers."""
    found: dict[str, str] = {}
    for route, name in addresses_below(get_resolver()):
        found[route] = found.get(route) or name
    return sorted(found.items())


# Of which the first row is asked for, by the name of the address.
FIRST_OF = {
    "activity": RecurringActivity,
    "all_dates": RecurringActivity,
    "calendar_of_club": ClubPage,
    **dict.fromkeys(["join_club", "leave_club", "take_club_place", "stay_in_club", "club_members"], ClubPage),
    **dict.fromkeys(["announce_to_club", "club_duties", "club_renewal"], ClubPage),
    **dict.fromkeys(["end_club_duty", "bring_back_to_club"], ClubPage),
    "put_honour_forward": Honour,
    "call": Call,
    "call_office": Call,
    "hand_in_work": Call,
    "submit_works": Call,
    "make_honours": VoteRound,
    "round_office": VoteRound,
    "round_workbook": VoteRound,
    "vote_round": VoteRound,
    "work": Work,
    "session": Session,
    **dict.fromkeys(
        [
            *["selection", "apply_for_selection", "withdraw_from_selection", "doubt_points", "selection_draw"],
            *["selection_people", "selection_workbook", "make_list", "discard_list", "recompute_points"],
            "publish_list",
        ],
        Selection,
    ),
    "sign_up": Session,
    "honour": Honour,
    "book": Book,
    **dict.fromkeys(["publication", "publication_list", "publication_result", "object_to_list"], Publication),
    **dict.fromkeys(
        ["rating_round", "rating_criteria", "rating_marking", "rating_result", "rating_workbook"], RatingRound
    ),
    **dict.fromkeys(["open_rating", "begin_rating_marks", "put_rating_forward", "withdraw_rating"], RatingRound),
    **dict.fromkeys(["rating_outcome", "self_assessment", "mark_club"], ClubRating),
    **dict.fromkeys(["take_self_assessment_back", "reopen_self_assessment"], ClubRating),
    "rating_evidence": RatingEvidence,
    "contest": Contest,
    "contest_programme": Contest,
    "enter_team": Contest,
    **dict.fromkeys(["publication", "publication_list", "publication_result", "object_to_list"], Publication),
}


class Places:
    """The addresses as one asker sees them."""

    def __init__(self, scene: Scene, cast: Cast, asker: Person | None, state: str = "draft"):
        self.scene, self.state = scene, state
        self.club, self.date, self.entry = cast.club, cast.date, cast.entry
        self.people = {"own": asker, "colleague": cast.colleague, "stranger": cast.stranger}

    def __iter__(self) -> Iterator[Place]:
        for route, name in all_addresses():
            yield from self.of(route, name)

    def of(self, route: str, name: str) -> Iterator[Place]:
        if "action" in parameters(route):
            yield from self._bulk(route)
        elif name == "wagtailsettings:edit":
            for model in settings_registry:
                values = {"app_name": model._meta.app_label, "model_name": model._meta.model_name, "pk": 1}
                yield Place(path_of(route, values), route, "nobody's")
        elif route in CONCRETE:
            for address in CONCRETE[route]():
                yield Place(address, route, "nobody's")
        else:
            yield from self._asked(route, name)

    def _asked(self, route: str, name: str) -> Iterator[Place]:
        wanted = parameters(route)
        personal = {parameter: row for parameter, row in ALWAYS_OWN.items() if parameter in wanted}
        row = next((row for beginning, row in ROW_OF.items() if re.match(beginning, name)), None)
        if row and {"pk", "instance_pk"} & set(wanted):
            personal |= dict.fromkeys(["pk", "instance_pk"], row)
        values = self._values(route, name)
        if not personal:
            for action in self._actions(route):
                yield Place(path_of(route, {**values, "action_name": action}), route, "nobody's")
            return
        for whose, person in self.people.items():
            if person is not None:
                yield Place(path_of(route, {**values, **rows_of(person, personal)}), route, whose)
        yield Place(path_of(route, {**values, **dict.fromkeys(personal, MADE_UP)}), route, "made up")

    @staticmethod
    def _actions(route: str) -> list[str]:
        if "action_name" not in parameters(route):
            return [""]
        return API_ACTIONS if "/api/" in route else DIALOG_ACTIONS

    def _values(self, route: str, name: str) -> dict:
        if route.startswith("admin/"):
            return self.scene.values(route, name, self.state)
        first = FIRST_OF.get(name)
        known = {
            "pk": first.objects.values_list("pk", flat=True).first() if first else MADE_UP,
            **dict.fromkeys(["key", "uidb36", "page_view_restriction_id", "page_id"], 1),
            **dict.fromkeys(["code", "door", "token"], "nobodys"),
            "row_pk": MADE_UP,
            "year": timezone.localdate().year,
            "entry": self.entry,
            "proposal": MADE_UP,
            "event": ContestEvent.objects.values_list("pk", flat=True).first()
            if "event" in parameters(route)
            else None,
            "part": "plan",
        }
        # Unknown parameters are a KeyError: say here what they stand for.
        if route.startswith("sessions/<int:pk>/"):
            known["pk"] = self.date
        if route.startswith("clubs/<int:pk>/budget/"):
            known["pk"] = self.club
        known |= dict.fromkeys(ALWAYS_OWN, MADE_UP)
        return {parameter: known[parameter] for parameter in parameters(route)}

    def _bulk(self, route: str) -> Iterator[Place]:
        for app_label, model_name, action in bulk_actions():
            start = f"/admin/bulk/{app_label}/{model_name}/{action}/?next=/admin/&id="
            if model_name == "member":
                for whose, person in self.people.items():
                    if person is not None:
                        yield Place(f"{start}{person.pk}", route, whose)
                continue
            things = {"page": self.scene.pages, "honour": self.scene.honours}.get(model_name)
            pk = things[self.state].pk if things else self.scene.others[model_name]
            yield Place(f"{start}{pk}", route, "nobody's")


def rows_of(person: Person, personal: dict[str, str]) -> dict[str, int]:
    return {parameter: person.pk if row == "member" else person.rows[row].pk for parameter, row in personal.items()}


def _documents() -> list[str]:
    return [document.url for document in UnionDocument.objects.all()]


def _files() -> list[str]:
    names = [*UnionDocument.objects.values_list("file", flat=True), *UnionImage.objects.values_list("file", flat=True)]
    return [f"/media/{name}" for name in names]


def _pages() -> list[str]:
    return [page.relative_url(None) or page.url_path for page in Page.objects.filter(live=True, depth__gt=1)]


# Addresses whose parameters have no name.
CONCRETE = {
    r"^documents/(\d+)/(.*)$": _documents,
    r"^media/(?P<path>.+)$": _files,
    r"^((?:[\w\-]+/)*)$": _pages,
    r"^admin/password_reset/.*$": lambda: ["/admin/password_reset/"],
}
