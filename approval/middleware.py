from django.shortcuts import redirect
from wagtail.admin import messages

from .errors import DecisionRefused


class RefusalMiddleware:
    """Say why something was refused when one of Wagtail's screens asked for it, and lead to where it is mended."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, DecisionRefused):
            return None
        messages.error(request, str(exception.sentence))
        return redirect(exception.leads_to)
