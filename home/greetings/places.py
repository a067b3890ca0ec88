"""What stands for a name in the text of a greeting: `{称呼}，您好`."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.models import UnionSettings
from people.models import Member
from people.pinyin import surname_of

NAME, ADDRESS, HOSPITAL, UNION = "姓名", "称呼", "医院", "工会"
# In braces, as an officer types it. No place tells an age: the birthday stays between the member and the site.
PLACES = {
    NAME: _("the name"),
    ADDRESS: _("the surname with “老师”"),
    HOSPITAL: _("the name of the hospital"),
    UNION: _("the name of the union"),
}
# Before these are set, a text must read well all the same.
USUAL_NAMES = {HOSPITAL: "医院", UNION: "院工会"}
# What takes the place of a name where everybody reads the same, such as in the WeChat group.
EVERYBODY = "各位同事"
PLACE = re.compile(r"\{([^{}]*)\}")
DOT_OF_NAMES = "·"


def check_places(text: str) -> None:
    """Raise ValidationError where something stands in braces that nothing fills, or a brace stands alone."""
    for name in PLACE.findall(text):
        if name not in PLACES:
            raise ValidationError(
                _("Nothing fills {%(name)s}. There are: %(places)s."),
                params={"name": name, "places": "、".join(f"{{{place}}}" for place in PLACES)},
            )
    if set("{}") & set(PLACE.sub("", text)):
        raise ValidationError(_("A brace stands alone. A place is written as {姓名}."))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its places filled; what came from a name is not read again."""
    return PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def values_for(member: Member, house: Mapping[str, str]) -> dict[str, str]:
    """Return what fills the places for one member."""
    return {**house, NAME: member.name, ADDRESS: f"{_surname(member.name)}老师"}


def values_for_all(house: Mapping[str, str]) -> dict[str, str]:
    return {**house, NAME: EVERYBODY, ADDRESS: EVERYBODY}


def names_of_house() -> dict[str, str]:
    """Return what fills the places that are the same for everybody."""
    site = Site.objects.filter(is_default_site=True).first()
    names = UnionSettings.for_site(site) if site else UnionSettings()
    return {
        HOSPITAL: names.hospital_name or USUAL_NAMES[HOSPITAL],
        UNION: names.union_name or USUAL_NAMES[UNION],
    }


def _surname(name: str) -> str:
    """Return the surname; of a name that is not of that kind, such as 阿依古丽·买买提, the part before the dot."""
    if DOT_OF_NAMES in name or name.isascii():
        return name.partition(DOT_OF_NAMES)[0]
    return surname_of(name)
