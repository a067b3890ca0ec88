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


def seal(secret: str, purpose: bytes = PURPOSE) -> str:
    """Each purpose has a key of its own: what was sealed for one opens for no other."""
    return seal_bytes(secret.encode(), purpose).decode()


def seal_bytes(secret: bytes, purpose: bytes = PURPOSE) -> bytes:
    return _box(purpose).encrypt(secret)


def unseal(sealed: str, purpose: bytes = PURPOSE) -> str:
    """Return the secret.

    Raises:
        cryptography.fernet.InvalidToken: it was sealed with another key, or changed.
    """
    return unseal_bytes(sealed.encode(), purpose).decode()


def unseal_bytes(sealed: bytes, purpose: bytes = PURPOSE) -> bytes:
    """Return the secret.

    Raises:
        cryptography.fernet.InvalidToken: it was sealed with another key, or changed.
    """
    return _box(purpose).decrypt(sealed)


def _box(purpose: bytes) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret, purpose)) for secret in secrets])


def _key_from(secret_key: str, purpose: bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret_key.encode())
    return base64.urlsafe_b64encode(derived)
