"""People found as the office looks for them: by name, number, pinyin (yanjing, yan jing, jing) or initials (yj)."""

import re
import unicodedata

from django.db.models import Q

LATIN = re.compile(r"[a-z ]+")
# More letters than these are no initials: a name has four characters at most, its compound surname included.
MOST_INITIALS = 4


def called(words: str, whose: str = "") -> Q:
    """Return the condition that somebody is called so; `whose` leads to the member, such as "member__".

    Pinyin is stored surname first, “shan yafang”. Where its syllables end inside a given name is not stored, so that
    initials may also meet letters within one: they find somebody too many rather than miss somebody.
    """
    words = unicodedata.normalize("NFKC", words).strip().lower()
    if not words:
        return Q()
    found = Q(**{f"{whose}name__icontains": "".join(words.split())}) | Q(
        **{f"{whose}employee_number__istartswith": words}
    )
    if LATIN.fullmatch(words):
        letters = words.replace(" ", "")
        found |= Q(**{f"{whose}pinyin__regex": "(^| )" + " ?".join(letters)})
        if 1 < len(letters) <= MOST_INITIALS:
            found |= Q(**{f"{whose}pinyin__regex": "^" + "[a-z]* ?".join(letters)})
    return found
