"""Secrets as they lie in the database: Fernet, with a key that is derived from SECRET_KEY.

A copy of the database alone opens no account: it holds neither second factors nor links that set a password. With
another SECRET_KEY they cannot be read, unless the old one stands in SECRET_KEY_FALLBACKS.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"people.sealing"
KEY_BYTES = 32


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the secret.

    Raises:
        cryptography.fernet.InvalidToken: it was sealed with another key, or changed.
    """
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_key_from(secret)) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]])


def _key_from(secret_key: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(secret_key.encode())
    return base64.urlsafe_b64encode(derived)
