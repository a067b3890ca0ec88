"""Development and the demo: the embedded database, a key kept under var/, mail written to the console."""

import os

import dj_database_url
from django.core.management.utils import get_random_secret_key

from cms.embedded_postgres import database_config

from .base import *  # noqa: F403
from .base import BASE_DIR, VAR_DIR

DEBUG = os.environ.get("DEBUG", "1") == "1"
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]

VAR_DIR.mkdir(exist_ok=True)
key_file = VAR_DIR / "secret_key"
if not key_file.exists():
    key_file.touch(mode=0o600)
    key_file.write_text(get_random_secret_key())
SECRET_KEY = os.environ.get("SECRET_KEY") or key_file.read_text()

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(conn_max_age=60)}
else:
    DATABASES = {"default": database_config(BASE_DIR)}

WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "staff-home@example.org"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
