"""What is greeted on, when it comes, and how its card looks."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from days.yearly import LunarDay, SolarDay, TermDay, Yearly


class Tone(StrEnum):
    """The colour of a card, for the stylesheet."""

    RED = "red"
    JADE = "jade"
    GOLD = "gold"
    # For a day of remembrance.
    QUIET = "quiet"


class Occasion(models.TextChoices):
    BIRTHDAY = "birthday", _("birthday")
    NEW_YEAR = "new_year", _("New Year's Day")
    SPRING_FESTIVAL = "spring_festival", _("Spring Festival")
    LANTERN_FESTIVAL = "lantern_festival", _("Lantern Festival")
    WOMENS_DAY = "womens_day", _("Women's Day")
    QINGMING = "qingming", _("Qingming")
    LABOUR_DAY = "labour_day", _("Labour Day")
    NURSES_DAY = "nurses_day", _("Nurses' Day")
    CHILDRENS_DAY = "childrens_day", _("Children's Day")
    DRAGON_BOAT = "dragon_boat", _("Dragon Boat Festival")
    DOCTORS_DAY = "doctors_day", _("Chinese Doctors' Day")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
    NATIONAL_DAY = "national_day", _("National Day")
    DOUBLE_NINTH = "double_ninth", _("Double Ninth Festival")
    OWN = "own", _("a day of the house")


@dataclass(frozen=True)
class Look:
    """The card of an occasion: the character on its seal, and its colour."""

    seal: str
    tone: Tone = Tone.RED


# A birthday is each member's own, and a day of the house has its rule in the greeting.
FESTIVALS: dict[str, Yearly] = {
    Occasion.NEW_YEAR: SolarDay(1, 1),
    Occasion.SPRING_FESTIVAL: LunarDay(1, 1),
    Occasion.LANTERN_FESTIVAL: LunarDay(1, 15),
    Occasion.WOMENS_DAY: SolarDay(3, 8),
    Occasion.QINGMING: TermDay("清明"),
    Occasion.LABOUR_DAY: SolarDay(5, 1),
    Occasion.NURSES_DAY: SolarDay(5, 12),
    Occasion.CHILDRENS_DAY: SolarDay(6, 1),
    Occasion.DRAGON_BOAT: LunarDay(5, 5),
    Occasion.DOCTORS_DAY: SolarDay(8, 19),
    Occasion.MID_AUTUMN: LunarDay(8, 15),
    Occasion.NATIONAL_DAY: SolarDay(10, 1),
    Occasion.DOUBLE_NINTH: LunarDay(9, 9),
}
LOOKS: dict[str, Look] = {
    Occasion.BIRTHDAY: Look("贺"),
    Occasion.NEW_YEAR: Look("元"),
    Occasion.SPRING_FESTIVAL: Look("春"),
    Occasion.LANTERN_FESTIVAL: Look("灯", Tone.GOLD),
    Occasion.WOMENS_DAY: Look("芳"),
    Occasion.QINGMING: Look("念", Tone.QUIET),
    Occasion.LABOUR_DAY: Look("劳"),
    Occasion.NURSES_DAY: Look("护", Tone.JADE),
    Occasion.CHILDRENS_DAY: Look("童", Tone.GOLD),
    Occasion.DRAGON_BOAT: Look("安", Tone.JADE),
    Occasion.DOCTORS_DAY: Look("医", Tone.JADE),
    Occasion.MID_AUTUMN: Look("月", Tone.GOLD),
    Occasion.NATIONAL_DAY: Look("国"),
    Occasion.DOUBLE_NINTH: Look("敬", Tone.GOLD),
    Occasion.OWN: Look("庆"),
}


def look_of_key(key: str) -> Look:
    """Return the card of what was told under `key`, such as home.greeting.dragon_boat.2027."""
    occasion = [*key.split("."), "", ""][2]
    return LOOKS.get(occasion, LOOKS[Occasion.OWN])


class Who(models.TextChoices):
    EVERYBODY = "everybody", _("everybody, the retired too")
    PRESENT = "present", _("everybody in service")
    RETIRED = "retired", _("the retired")
    WOMEN = "women", _("women")
    NURSES = "nurses", _("nurses")
    DOCTORS = "doctors", _("doctors")
    AUDIENCE = "audience", _("an audience")


# Who is in two of them gets the greeting of the narrower one, which stands first.
NARROWEST_FIRST = [
    *[Who.AUDIENCE, Who.NURSES, Who.DOCTORS, Who.RETIRED, Who.WOMEN, Who.PRESENT, Who.EVERYBODY],
]


class Calendar(models.TextChoices):
    SOLAR = "solar", _("solar calendar")
    LUNAR = "lunar", _("lunar calendar")
    TERM = "term", _("solar term")
