from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from .errors import DecisionRefused


class RefusalMiddleware:
    """Say why something was refused when one of Wagtail's own screens asked for it, and lead to where that is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, DecisionRefused):
            return None
        messages.error(request, str(exception.sentence))
        return redirect(reverse(exception.leads_to))
