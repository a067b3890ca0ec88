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
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response
