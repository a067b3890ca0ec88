"""What a browser says of itself, in the words of people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first that is found counts: others name themselves after it as well.
DEVICES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", gettext_lazy("HarmonyOS phone")),
    ("OpenHarmony", gettext_lazy("HarmonyOS phone")),
    ("Android", gettext_lazy("Android phone")),
    ("Windows", gettext_lazy("Windows computer")),
    ("Macintosh", gettext_lazy("Mac")),
    ("Linux", gettext_lazy("Linux computer")),
]
BROWSERS = [
    ("wxwork", gettext_lazy("WeCom")),
    ("MicroMessenger", gettext_lazy("WeChat")),
    ("DingTalk", gettext_lazy("DingTalk")),
    ("QQBrowser", gettext_lazy("QQ Browser")),
    ("UCBrowser", gettext_lazy("UC Browser")),
    ("HuaweiBrowser", gettext_lazy("Huawei Browser")),
    ("MiuiBrowser", gettext_lazy("Xiaomi Browser")),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
]


def device_in_words(user_agent: str) -> str:
    """Return such as “iPhone, WeChat”; what nobody knows is an unknown device."""
    known = [_name_in(user_agent, DEVICES), _name_in(user_agent, BROWSERS)]
    return " · ".join(str(name) for name in known if name) or _("unknown device")


def _name_in(user_agent: str, names: list[tuple[str, str]]) -> str:
    return next((name for sign, name in names if sign in user_agent), "")
