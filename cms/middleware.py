from django.conf import settings
from django.utils import translation


class ChosenLanguageMiddleware:
    """Chinese, unless the reader chose English; what the browser prefers does not count.

    Many office computers have English browsers, and their users expect Chinese screens all the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        # What the same thread does afterwards is nobody's choice.
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


class NoNulMiddleware:
    """Take the character NUL out of the query of an address: no text in the database holds it, to ask for it fails."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        # What is left may make up another one.
        while "%00" in query:
            query = query.replace("%00", "")
        request.META["QUERY_STRING"] = query
        return self.get_response(request)
