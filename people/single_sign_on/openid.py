"""OpenID Connect, as allauth does it, and what it leaves out: the nonce, the signature, whose user info it is.

https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
"""

from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.utils.crypto import constant_time_compare, salted_hmac

from .doors import DoorAdapter, DoorProvider
from .ending import where_it_ends
from .id_tokens import claims_of

WELL_KNOWN = "/.well-known/openid-configuration"


def nonce_of(state: str) -> str:
    """Return the nonce that belongs to a state, which is good once, for one browser, for ten minutes."""
    return salted_hmac("people.single_sign_on.nonce", state, algorithm="sha256").hexdigest()


class NonceClient(OAuth2Client):
    def get_redirect_url(self, authorization_url, scope, extra_params):
        return super().get_redirect_url(authorization_url, scope, {**extra_params, "nonce": nonce_of(self.state)})


class OpenIdAdapter(DoorAdapter, OpenIDConnectOAuth2Adapter):
    client_class = NonceClient

    @property
    def openid_config(self):
        config = super().openid_config
        server = self.get_provider().app.settings["server_url"].partition(WELL_KNOWN)[0]
        if not isinstance(config, dict) or str(config.get("issuer", "")).rstrip("/") != server.rstrip("/"):
            raise OAuth2Error("the server calls itself otherwise")
        return config

    def complete_login(self, request, app, token, **kwargs):
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no id_token")
        if "iss" in request.GET and request.GET["iss"] != self.openid_config["issuer"]:
            raise OAuth2Error("the answer comes from another server")
        claims = claims_of(
            id_token,
            keys=self.ask("GET", self.openid_config["jwks_uri"]),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
        )
        if not constant_time_compare(str(claims["nonce"]), nonce_of(request.GET["state"])):
            raise OAuth2Error("the id_token belongs to another sign-in")
        name = app.settings["number_claim"]
        number = claims.get(name)
        if number is None:
            number = self._told_of(claims["sub"], token.token).get(name)
        ends = where_it_ends(app, self.openid_config, id_token)
        told = {"subject": claims["sub"], "number": number, "ends": ends}
        return self.get_provider().sociallogin_from_response(request, told)

    def _told_of(self, subject: str, access_token: str) -> dict:
        """Return what the server tells of this person beside the id_token; nothing where it tells of nobody."""
        if not self.openid_config.get("userinfo_endpoint"):
            return {}
        headers = {"Authorization": f"Bearer {access_token}"}
        told = self.ask("GET", self.openid_config["userinfo_endpoint"], headers=headers)
        if told.get("sub") != subject:
            raise OAuth2Error("the user info is of somebody else")
        return told


class OpenIdProvider(DoorProvider, OpenIDConnectProvider):
    oauth2_adapter_class = OpenIdAdapter

    def get_oauth2_adapter(self, request):
        return OpenIdAdapter(request, self.id)
