from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils import translation
from django.utils.datastructures import MultiValueDictKeyError


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


class WholeFormMiddleware:
    """Answer 400 to a form without a field that every browser sends with it, such as one that was cut off on the way.

    Wagtail's editor reads some of its fields without asking whether they are there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, MultiValueDictKeyError):
            raise BadRequest("a form that is not whole") from exception


class ContentPolicyMiddleware(CSPMiddleware):
    """Say with every answer where a browser may load from; uploads bring a stricter policy of their own (`serving`)."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if response.get("Content-Type", "").startswith("application/pdf"):
            parts.config = settings.PDF_POLICY
        elif request.path_info.startswith(settings.ADMIN_PREFIX):
            parts.replace = settings.ADMIN_DIFFERENCES
        return parts


class PermissionsPolicyMiddleware:
    """Refuse to pages what none of ours asks for: camera, microphone, place, …"""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
