"""People found as the office looks for them: by name, number, pinyin (yanjing, yan jing, jing) or initials (yj)."""

import re
import unicodedata
from functools import cache

from django.db.models import Q
from opencc import OpenCC

LATIN = re.compile(r"[a-z ]+")
# More letters than these are no initials: a name has four characters at most, its compound surname included.
MOST_INITIALS = 4


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def called(words: str, whose: str = "") -> Q:
    """Return the condition that somebody is called so; `whose` leads to the member, such as "member__".

    Pinyin is stored surname first, “shan yafang”. Where its syllables end inside a given name is not stored, so that
    initials may also meet letters within one: they find somebody too many rather than miss somebody.
    """
    words = unicodedata.normalize("NFKC", words).strip().lower()
    if not words:
        return Q()
    name = "".join(words.split())
    found = Q(**{f"{whose}name__icontains": name}) | Q(**{f"{whose}employee_number__istartswith": words})
    if not name.isascii():
        # Typed in traditional characters.
        found |= Q(**{f"{whose}name__icontains": _simplifier().convert(name)})
    if LATIN.fullmatch(words):
        letters = words.replace(" ", "")
        found |= Q(**{f"{whose}pinyin__regex": "(^| )" + " ?".join(letters)})
        if 1 < len(letters) <= MOST_INITIALS:
            found |= Q(**{f"{whose}pinyin__regex": "^" + "[a-z]* ?".join(letters)})
    return found
