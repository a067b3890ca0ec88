"""How a code is made, printed, read as people type it, and kept."""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

# 32 signs, five bits each. I, L, O and U are left out; who types them means 1, 1, 0 and V.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans("ILOU", "110V")
LENGTH = 12
GROUP = 4
SALT = "people.codes"


def make_code() -> str:
    """Return a new code: 12 signs, 60 bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def as_printed(code: str) -> str:
    """Return the code in groups of four, as it stands on a slip."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_meant(typed: str) -> str:
    """Return the code that somebody has typed: spaces, hyphens, case, full-width signs and look-alikes forgiven."""
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in text if sign.isalnum()).translate(LOOK_ALIKES)


def digest_of(member_pk: int, code: str) -> str:
    """Return what is stored of a code: without SECRET_KEY nobody can try codes against a copy of the database."""
    return salted_hmac(SALT, f"{member_pk}:{code}", algorithm="sha256").hexdigest()
