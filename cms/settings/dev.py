"""Development and the demo: the embedded database unless another is named, and a key kept under var/."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import dj_database_url
from django.core.management.utils import get_random_secret_key

from cms.embedded_postgres import clone_server

from .base import *  # noqa: F403
from .base import BASE_DIR, PUBLIC_POLICY, VAR_DIR
from .channels import channel_settings
from .email import email_settings
from .headers import with_forms_to
from .second_factor import second_factor_settings
from .single_sign_on import single_sign_on_settings


def key_of_this_clone() -> str:
    """Return the key in var/secret_key, made on first use; two processes that make it at once get the same."""
    VAR_DIR.mkdir(exist_ok=True)
    key_file = VAR_DIR / "secret_key"
    if not key_file.exists():
        with NamedTemporaryFile("w", dir=VAR_DIR, prefix=".secret_key.") as unfinished:
            unfinished.write(get_random_secret_key())
            unfinished.flush()
            with suppress(FileExistsError):
                os.link(unfinished.name, key_file)
    return key_file.read_text()


DEBUG = os.environ.get("DEBUG", "1") == "1"
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]
SECRET_KEY = os.environ.get("SECRET_KEY") or key_of_this_clone()

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {"default": clone_server(BASE_DIR).django_config()}

WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
DEFAULT_FROM_EMAIL = "staff-home@example.org"
globals().update(email_settings(os.environ.get("EMAIL_URL") or "console:"))
globals().update(channel_settings(os.environ))
globals().update(second_factor_settings(os.environ, usually=False))
globals().update(single_sign_on_settings(os.environ))
CONTENT_SECURITY_POLICY = {"DIRECTIVES": with_forms_to(PUBLIC_POLICY, *SIGN_IN_ORIGINS)}  # noqa: F405
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or VAR_DIR / "media")
# Files are served from where they lie; whitenoise complains all the same when the folder for collected ones is missing.
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
