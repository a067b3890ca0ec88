"""What doors have in common: their addresses, and that nothing of the request may change what is asked."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse


def address_of(name: str, door: str) -> str:
    """Return an address of a door on this site, whatever name of the site the request has reached."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[door])


class DoorProvider:
    """Goes before a provider of allauth."""

    def get_login_url(self, request, **kwargs):
        return reverse("single_sign_on", args=[self.id])

    def get_callback_url(self):
        return address_of("single_sign_on_done", self.id)

    def extract_common_fields(self, data):
        return {}

    def extract_email_addresses(self, data):
        return []

    def extract_extra_data(self, data):
        """The employee number, and how the sign-in ends there; nothing of it is stored with the account."""
        return {"number": data["number"], "ends": data.get("ends")}

    def extract_uid(self, data):
        return str(data["subject"])[: SocialAccount._meta.get_field("uid").max_length]


class DoorAdapter:
    """Goes before an OAuth 2 adapter of allauth."""

    def get_callback_url(self, request, app):
        return address_of("single_sign_on_done", self.get_provider().id)

    def ask(self, method: str, url: str, **kwargs) -> dict:
        """Ask the service; returns the JSON object of its answer.

        Raises:
            requests.RequestException: there is no answer in time, or not a good one.
            ValueError: the answer is no JSON object.
        """
        with get_adapter().get_requests_session() as session:
            response = session.request(method, url, **kwargs)
            response.raise_for_status()
            answer = response.json()
        if not isinstance(answer, dict):
            raise ValueError("no object")
        return answer
