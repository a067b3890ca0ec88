"""Signing out there as well, where the server says how.

https://openid.net/specs/openid-connect-rpinitiated-1_0.html
"""

from contextlib import suppress
from urllib.parse import urlencode, urlsplit

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest

from ..sealing import seal, unseal

SESSION_KEY = "people.single_sign_on.ends_at"


def where_it_ends(app, config: dict, id_token: str) -> dict | None:
    """Return what the server wants to hear when this sign-in ends, the id_token sealed; None where it says nothing."""
    endpoint = config.get("end_session_endpoint", "")
    if not app.settings["ends_there"] or urlsplit(endpoint).scheme not in ("http", "https"):
        return None
    return {"endpoint": endpoint, "client": app.client_id, "id_token": seal(id_token)}


def note_where_it_ends(request: HttpRequest, signal_kwargs: dict | None) -> None:
    """Keep it in the session of whoever has come by such a server."""
    login = (signal_kwargs or {}).get("sociallogin")
    ends = login and login.account.extra_data.get("ends")
    if ends:
        request.session[SESSION_KEY] = ends


def address_to_end_it(request: HttpRequest) -> str | None:
    """Return the server's address that ends this sign-in there and leads back here; None where there is none."""
    kept = request.session.get(SESSION_KEY)
    if not kept or not request.user.is_authenticated:
        return None
    asked = {"client_id": kept["client"], "post_logout_redirect_uri": f"{settings.WAGTAILADMIN_BASE_URL}/"}
    # Where the key has changed meanwhile, the server asks whoever it is instead.
    with suppress(InvalidToken):
        asked["id_token_hint"] = unseal(kept["id_token"])
    return f"{kept['endpoint']}{'&' if '?' in kept['endpoint'] else '?'}{urlencode(asked)}"
