"""Why somebody is not put on a member's list of dependants. `field` is where a form shows it, None above all."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused


class NotKept(Refused):
    field: str | None = None


class TooMany(NotKept):
    sentence = _("There are so many people on your list that no more fit. Take somebody off it first.")


class NoLongerThere(NotKept):
    sentence = _("This person has been taken off your list meanwhile.")


class BornLater(NotKept):
    field = "birthday"
    sentence = _("Nobody is born after today.")


class OfAge(NotKept):
    field = "relation"
    sentence = _("Children are under 18 here. For a grown-up son or daughter choose “another relative”.")
