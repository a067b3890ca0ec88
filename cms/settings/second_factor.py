"""Who signs in with a second factor, from the environment; docs/rules/sign-in.md has the rules."""

from collections.abc import Mapping

SINGLE_SIGN_ON = "openid_connect"


def second_factor_settings(environment: Mapping[str, str], *, usually: bool) -> dict:
    """Return the settings: whether it is required, of which roles (None: the usual ones), and what counts as one."""
    required = environment.get("SECOND_FACTOR_REQUIRED", "").strip()
    return {
        "SECOND_FACTOR_REQUIRED": required == "1" if required else usually,
        "SECOND_FACTOR_ROLES": _listed(environment.get("SECOND_FACTOR_ROLES", "")) or None,
        "SECOND_FACTOR_DOORS": _listed(environment.get("SECOND_FACTOR_DOORS", SINGLE_SIGN_ON)),
    }


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
