"""People who are signed in without having typed a password. Tests use it as well."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from people.models import Member

TOKEN = "a" * 32


def sign_in(members: list[Member]) -> list[str]:
    """Return the cookies of members who are signed in."""
    stores = []
    for member in members:
        store = SessionStore()
        store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(member.pk), settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = member.get_session_auth_hash()
        store._session_key = store._get_new_session_key()
        stores.append(store)
    SessionStore.get_model_class().objects.bulk_create(store.create_model_instance(store._session) for store in stores)
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return [f"{names[0]}={store.session_key}; {names[1]}={TOKEN}" for store in stores]
