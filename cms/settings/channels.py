"""Ways beside mail on which notices reach people, each where the environment names it."""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

WECOM_API = "https://qyapi.weixin.qq.com"
DINGTALK_API = "https://api.dingtalk.com"
DINGTALK_OLD_API = "https://oapi.dingtalk.com"
SMS_FIELDS = '{"mobile": "{mobile}", "text": "{text}", "id": "{id}"}'


def channel_settings(environment: Mapping[str, str]) -> dict:
    """Return NOTICE_CHANNELS: the options of each channel that the environment names, by its code.

    Raises:
        ImproperlyConfigured: a channel is named in part, or a value cannot be read.
    """
    found = {
        "wecom": _options(
            environment,
            {"corp_id": "WECOM_CORP_ID", "agent_id": "WECOM_AGENT_ID", "secret": "WECOM_SECRET"},
            {"api": ("WECOM_API", WECOM_API)},
        ),
        "dingtalk": _options(
            environment,
            {"app_key": "DINGTALK_APP_KEY", "app_secret": "DINGTALK_APP_SECRET", "agent_id": "DINGTALK_AGENT_ID"},
            {"api": ("DINGTALK_API", DINGTALK_API), "old_api": ("DINGTALK_OLD_API", DINGTALK_OLD_API)},
        ),
        "sms": _options(
            environment,
            {"url": "SMS_URL"},
            {
                "token": ("SMS_TOKEN", ""),
                "signature": ("SMS_SIGNATURE", ""),
                "fields": ("SMS_FIELDS", SMS_FIELDS),
                "good": ("SMS_GOOD", ""),
            },
        ),
    }
    return {"NOTICE_CHANNELS": {code: options for code, options in found.items() if options}}


def _options(
    environment: Mapping[str, str], needed: dict[str, str], optional: dict[str, tuple[str, str]]
) -> dict | None:
    """Return the options, or None where nothing that is needed is set."""
    given = {option: environment.get(name, "").strip() for option, name in needed.items()}
    if not any(given.values()):
        return None
    missing = [needed[option] for option, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment as well; docs/settings.md says how.")
    given |= {option: environment.get(name, "").strip() or usual for option, (name, usual) in optional.items()}
    names = needed | {option: name for option, (name, _usual) in optional.items()}
    return {option: _read(option, value, names[option]) for option, value in given.items()}


def _read(option: str, value: str, name: str):
    if option == "agent_id":
        if not value.isdecimal():
            raise ImproperlyConfigured(f"{name} must be a number.")
        return int(value)
    if option in ("api", "old_api", "url"):
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ImproperlyConfigured(f"{name} must be an address such as https://sms.example.org/send")
        # Paths are put behind the addresses of programming interfaces; a gateway's is asked just as it is written.
        return value if option == "url" else value.rstrip("/")
    if option == "fields":
        return _fields(value, name)
    if option == "good" and value and not all(value.partition("=")):
        # Each SMS would go out, and be taken for one that the gateway refused.
        raise ImproperlyConfigured(f"{name} must be a field and its value, such as code=0.")
    return value


def _fields(value: str, name: str) -> dict[str, str]:
    try:
        fields = json.loads(value)
    except ValueError:
        fields = None
    if not isinstance(fields, dict) or not all(isinstance(text, str) for text in fields.values()):
        raise ImproperlyConfigured(f"{name} must be JSON such as {SMS_FIELDS}")
    return fields
