"""Who signs in with a second factor, from the environment; docs/rules/sign-in.md has the rules."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

SINGLE_SIGN_ON = "openid_connect"


def second_factor_settings(environment: Mapping[str, str], *, usually: bool) -> dict:
    """Return the settings: whether it is required, of which roles (None: the usual ones), and what counts as one.

    Raises:
        ImproperlyConfigured: it cannot be read whether it is required; “yes” must not come to no.
    """
    required = environment.get("SECOND_FACTOR_REQUIRED", "").strip()
    if required not in ("", "0", "1"):
        raise ImproperlyConfigured("SECOND_FACTOR_REQUIRED must be 0 or 1; docs/settings.md says what they mean.")
    return {
        "SECOND_FACTOR_REQUIRED": required == "1" if required else usually,
        "SECOND_FACTOR_ROLES": _listed(environment.get("SECOND_FACTOR_ROLES", "")) or None,
        "SECOND_FACTOR_DOORS": _listed(environment.get("SECOND_FACTOR_DOORS", SINGLE_SIGN_ON)),
    }


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
