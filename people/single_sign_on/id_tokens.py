"""Whether an id_token is what it says: signed by the server, for this site, for now."""

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Signatures that only the server can make; with the others the client's secret could, or nobody.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_DIFFER_SECONDS = 60
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


def claims_of(id_token: str, *, keys: dict, issuer: str, client_id: str) -> dict:
    """Return what an id_token says, once it has been checked; the nonce is left to the caller.

    Raises:
        OAuth2Error: another key, server or client, too old, or not an id_token at all.
    """
    try:
        claims = jwt.decode(
            id_token,
            _key_for(id_token, keys),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error(f"id_token: {type(error).__name__}") from error
    authorised = claims.get("azp", client_id)
    if authorised != client_id or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims):
        raise OAuth2Error("id_token for another client")
    return claims


def _key_for(id_token: str, keys: dict) -> jwt.PyJWK:
    wanted = jwt.get_unverified_header(id_token).get("kid")
    signing = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    fitting = signing if wanted is None else [key for key in signing if key.key_id == wanted]
    if len(fitting) != 1:
        raise OAuth2Error("id_token: no such key")
    return fitting[0]
