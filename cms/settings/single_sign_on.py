"""Doors of other services, each where the environment names it: OpenID Connect, DingTalk, WeCom.

docs/rules/sign-in.md has the rules. The services themselves are in people/single_sign_on/.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .channels import DINGTALK_API, DINGTALK_OLD_API, WECOM_API
from .second_factor import SINGLE_SIGN_ON

WECOM_LOGIN = "https://login.work.weixin.qq.com"
WECOM_INSIDE_LOGIN = "https://open.weixin.qq.com"
DINGTALK_LOGIN = "https://login.dingtalk.com"


def single_sign_on_settings(environment: Mapping[str, str]) -> dict:
    """Return SOCIALACCOUNT_PROVIDERS of what is set up, and SIGN_IN_ORIGINS, to which the door's form leads.

    Raises:
        ImproperlyConfigured: a door is named in part, or an address cannot be read.
    """
    read = _Reader(environment)
    doors = {SINGLE_SIGN_ON: _openid_connect(read), "dingtalk": _dingtalk(read), "wecom": _wecom(read)}
    doors = {door: app for door, app in doors.items() if app}
    origins = [origin for app in doors.values() for origin in app["settings"]["origins"]]
    return {
        "SOCIALACCOUNT_PROVIDERS": {door: {"APPS": [app]} for door, app in doors.items()},
        "SIGN_IN_ORIGINS": list(dict.fromkeys(origins)),
    }


class _Reader:
    def __init__(self, environment: Mapping[str, str]):
        self.environment = environment

    def text(self, name: str, usual: str = "") -> str:
        return self.environment.get(name, "").strip() or usual

    def needed(self, *names: str) -> list[str]:
        missing = [name for name in names if not self.text(name)]
        if missing:
            raise ImproperlyConfigured(
                f"Set {', '.join(missing)} in the environment as well; docs/settings.md says how."
            )
        return [self.text(name) for name in names]

    def address(self, name: str, usual: str = "") -> str:
        value = self.text(name, usual).rstrip("/")
        origin_of(value, name)
        return value

    def one_of(self, name: str, *values: str) -> str:
        value = self.text(name, values[0])
        if value not in values:
            raise ImproperlyConfigured(f"{name} must be one of {', '.join(values)}.")
        return value


def origin_of(address: str, name: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be an address such as https://login.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def _openid_connect(read: _Reader) -> dict | None:
    if not any(read.text(name) for name in ("OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")):
        return None
    _server, client_id, secret = read.needed("OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    server = read.address("OIDC_SERVER")
    others = [address for address in read.text("OIDC_ORIGINS").split(",") if address.strip()]
    return {
        "provider_id": SINGLE_SIGN_ON,
        "name": read.text("OIDC_NAME"),
        "client_id": client_id,
        "secret": secret,
        "settings": {
            # As it calls itself: with or without the last slash.
            "server_url": server,
            "scope": ["openid", *read.text("OIDC_SCOPES", "profile").split()],
            "oauth_pkce_enabled": True,
            "number_claim": read.text("OIDC_NUMBER_CLAIM", "employee_number"),
            "ends_there": read.one_of("OIDC_END_SESSION", "1", "0") == "1",
            "origins": [origin_of(address.strip(), "OIDC_ORIGINS") for address in [server, *others]],
        },
    }


def _dingtalk(read: _Reader) -> dict | None:
    if read.one_of("DINGTALK_SIGN_IN", "0", "1") == "0":
        return None
    key, secret = read.needed("DINGTALK_APP_KEY", "DINGTALK_APP_SECRET")
    login = read.address("DINGTALK_LOGIN", DINGTALK_LOGIN)
    return {
        "provider_id": "dingtalk",
        "client_id": key,
        "secret": secret,
        "settings": {
            "login": login,
            "api": read.address("DINGTALK_API", DINGTALK_API),
            "old_api": read.address("DINGTALK_OLD_API", DINGTALK_OLD_API),
            "auth_params": {"prompt": "consent"},
            "number_field": read.one_of("DINGTALK_NUMBER_FIELD", "userid", "job_number"),
            "origins": [origin_of(login, "DINGTALK_LOGIN")],
        },
    }


def _wecom(read: _Reader) -> dict | None:
    if read.one_of("WECOM_SIGN_IN", "0", "1") == "0":
        return None
    corporation, agent, secret = read.needed("WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_SECRET")
    login = read.address("WECOM_LOGIN", WECOM_LOGIN)
    inside = read.address("WECOM_INSIDE_LOGIN", WECOM_INSIDE_LOGIN)
    return {
        "provider_id": "wecom",
        "client_id": corporation,
        "secret": secret,
        "settings": {
            "agent_id": agent,
            "login": login,
            "inside_login": inside,
            "api": read.address("WECOM_API", WECOM_API),
            "origins": [origin_of(login, "WECOM_LOGIN"), origin_of(inside, "WECOM_INSIDE_LOGIN")],
        },
    }
