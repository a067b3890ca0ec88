"""DingTalk (钉钉): who scanned or tapped, then who that is in the organisation of our application.

https://open.dingtalk.com/document/orgapp/tutorial-obtaining-user-personal-information (userAccessToken, users/me),
/obtain-the-access_token-of-an-internal-app, /query-a-user-by-the-union-id (getbyunionid), /query-user-details.
"""

from allauth.socialaccount.providers.dingtalk.provider import DingTalkProvider
from allauth.socialaccount.providers.dingtalk.views import DingTalkOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from .doors import DoorAdapter, DoorProvider

GOOD = 0
# Nobody of the organisation.
UNKNOWN_PERSON = {33012, 40003, 60121}


class DingTalkDoorAdapter(DoorAdapter, DingTalkOAuth2Adapter):
    @property
    def _service(self) -> dict:
        return self.get_provider().app.settings

    @property
    def authorize_url(self):
        return f"{self._service['login']}/oauth2/auth"

    @property
    def access_token_url(self):
        return f"{self._service['api']}/v1.0/oauth2/userAccessToken"

    def complete_login(self, request, app, token, **kwargs):
        headers = {"x-acs-dingtalk-access-token": token.token}
        person = self.ask("GET", f"{self._service['api']}/v1.0/contact/users/me", headers=headers)
        told = {"subject": person["unionId"], "number": self._number_of(person["unionId"], app)}
        return self.get_provider().sociallogin_from_response(request, told)

    def _number_of(self, union_id: str, app) -> str | None:
        """Return the employee number of somebody in our organisation; None where it has no such person."""
        keys = {"appKey": app.client_id, "appSecret": app.secret}
        token = self.ask("POST", f"{self._service['api']}/v1.0/oauth2/accessToken", json=keys)["accessToken"]
        found = self._ask_old("/topapi/user/getbyunionid", token, {"unionid": union_id})
        if found is None or self._service["number_field"] == "userid":
            return found and found["userid"]
        person = self._ask_old("/topapi/v2/user/get", token, {"userid": found["userid"]})
        return person and person.get("job_number")

    def _ask_old(self, path: str, token: str, data: dict) -> dict | None:
        answer = self.ask("POST", f"{self._service['old_api']}{path}", params={"access_token": token}, json=data)
        error = answer.get("errcode")
        if error in UNKNOWN_PERSON:
            return None
        if error != GOOD:
            raise OAuth2Error(f"DingTalk: {error}")
        return answer["result"]


class DingTalkDoor(DoorProvider, DingTalkProvider):
    oauth2_adapter_class = DingTalkDoorAdapter
