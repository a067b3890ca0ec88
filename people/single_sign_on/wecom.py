"""WeCom (企业微信): by a QR code on a computer, without a question inside WeCom itself.

https://developer.work.weixin.qq.com/document/path/98152 (the QR code), /91022 (inside WeCom), /91039 (gettoken),
/91023 (auth/getuserinfo).
"""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.utils.http import urlencode

from .doors import DoorAdapter, DoorProvider

GOOD = 0
INSIDE = "wxwork"


class WeComClient(OAuth2Client):
    def get_redirect_url(self, authorization_url, scope, extra_params):
        service = get_adapter().get_provider(self.request, "wecom").app.settings
        common = {"appid": self.consumer_key, "agentid": service["agent_id"], "redirect_uri": self.callback_url}
        if INSIDE in self.request.headers.get("User-Agent", ""):
            asked = {**common, "response_type": "code", "scope": "snsapi_base", "state": self.state}
            return f"{service['inside_login']}/connect/oauth2/authorize?{urlencode(asked)}#wechat_redirect"
        asked = {"login_type": "CorpApp", **common, "state": self.state}
        return f"{service['login']}/wwlogin/sso/login?{urlencode(asked)}"


class WeComAdapter(DoorAdapter, OAuth2Adapter):
    provider_id = "wecom"
    client_class = WeComClient
    authorize_url = ""
    access_token_url = ""

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        """Return the token of the application: WeCom gives none to the person, and tells by it whose code this is."""
        return {"access_token": self._ask("gettoken", corpid=app.client_id, corpsecret=app.secret)["access_token"]}

    def complete_login(self, request, app, token, **kwargs):
        # Of somebody from outside it tells other names, and no `userid`.
        person = self._ask("auth/getuserinfo", access_token=token.token, code=request.GET["code"])
        userid = person.get("userid")
        told = {"subject": userid or person.get("openid") or "unknown", "number": userid}
        return self.get_provider().sociallogin_from_response(request, told)

    def _ask(self, path: str, **asked) -> dict:
        answer = self.ask("GET", f"{self.get_provider().app.settings['api']}/cgi-bin/{path}", params=asked)
        if answer.get("errcode") != GOOD:
            raise OAuth2Error(f"WeCom: {answer.get('errcode')}")
        return answer


class WeComDoor(DoorProvider, OAuth2Provider):
    id = "wecom"
    name = "WeCom"
    account_class = ProviderAccount
    oauth2_adapter_class = WeComAdapter
