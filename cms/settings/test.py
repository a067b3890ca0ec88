"""Tests: a server and databases of their own, fast hashing for accounts made by the thousand, mail kept in memory.

DATABASE_URL is not read: a test run deletes what it meets.
"""

from cms.embedded_postgres import server_for_tests

from .dev import *  # noqa: F403
from .dev import BASE_DIR, CACHES, VAR_DIR, WAGTAILSEARCH_BACKENDS

DEBUG = False
SECRET_KEY = "only-for-tests-" + "0" * 40
# tests/conftest.py names the database of the run.
DATABASES = {"default": server_for_tests(BASE_DIR).django_config("postgres")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = dict.fromkeys(CACHES, {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"})
MEDIA_ROOT = VAR_DIR / "test" / "media"
# Three queries for each row that is saved, for searches in the admin: running sites and benches keep it.
WAGTAILSEARCH_BACKENDS = {"default": WAGTAILSEARCH_BACKENDS["default"] | {"AUTO_UPDATE": False}}
WAGTAILADMIN_BASE_URL = "http://testserver"
# Tests are run at night too; those of quiet hours set some.
QUIET_HOURS = None
# Beside mail; a test of another channel starts a service of its own.
NOTICE_CHANNELS = {}
# A test that asks for a second factor says so.
SECOND_FACTOR_REQUIRED = False
# Nor do they come by another service unless they start one.
SOCIALACCOUNT_PROVIDERS = {}
WHITENOISE_AUTOREFRESH = False
