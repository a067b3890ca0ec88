"""What is shown of a number until somebody asks for all of it."""

from . import questions as kinds

HIDDEN = "*"


def masked_id(number: str) -> str:
    """The first three characters, which say where, and the last four; neither day of birth nor all of the rest."""
    return f"{number[:3]}{HIDDEN * 11}{number[-4:]}" if len(number) == 18 else HIDDEN * len(number)


def masked_mobile(number: str) -> str:
    return f"{number[:3]}{HIDDEN * 4}{number[-4:]}" if len(number) == 11 else HIDDEN * len(number)


def in_words(kind: str, value, *, masked: bool = True) -> str:
    """Return an answer as people read it; sealed ones in part unless `masked` is False."""
    if value in (None, "", []):
        return ""
    if kind == kinds.RESIDENT_ID:
        return masked_id(value) if masked else value
    if kind == kinds.MOBILE:
        return masked_mobile(value) if masked else value
    if kind == kinds.PICK_UP:
        return "；".join(_person(each, masked) for each in value)
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value)


def _person(person: dict, masked: bool) -> str:
    mobile = masked_mobile(person["mobile"]) if masked else person["mobile"]
    return f"{person['name']}（{person['relation']}） {mobile}"
