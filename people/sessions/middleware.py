import time

from allauth.usersessions.models import UserSession

SEEN_AT = "people.seen_at"
EVERY_SECONDS = 3600


class LastSeenMiddleware:
    """Note once an hour that a sign-in is in use. So it also stays for 30 days from its last use, not its first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Whoever needs no session has none read.
        if request.session.accessed and self._is_due(request) and request.user.is_authenticated:
            request.session[SEEN_AT] = time.time()
            UserSession.objects.create_from_request(request)
        return response

    def _is_due(self, request) -> bool:
        seen_at = request.session.get(SEEN_AT)
        return seen_at is not None and time.time() - seen_at > EVERY_SECONDS


class OwnAnswersMiddleware:
    """Keep what members read out of caches that others share, and what is personal out of the browser's too.

    Ward computers have many users: after signing out, going back shows nothing of `/me/`. Other pages may come back
    from the browser's memory at once, as a reader of news expects. An answer that says for itself how long it may be
    kept is left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Whoever needs no session has none read.
        if "Cache-Control" not in response and request.session.accessed and request.user.is_authenticated:
            kept = "no-store" if request.path_info.startswith("/me/") else "no-cache"
            response["Cache-Control"] = f"private, {kept}"
        return response
