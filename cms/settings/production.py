"""Production: everything that differs between hospitals comes from the environment, and what is missing stops it."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ADMIN_DIFFERENCES, PUBLIC_POLICY, STORAGES, VAR_DIR, WAGTAILSEARCH_BACKENDS
from .channels import channel_settings
from .email import email_settings
from .headers import origins_of_bucket, with_forms_to, with_uploads_from
from .search import search_settings
from .second_factor import second_factor_settings
from .sign_in import FROM_ONE_ADDRESS, rate_limits
from .single_sign_on import single_sign_on_settings


def required(name: str) -> str:
    """Return the environment variable, or stop with one sentence that names it."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment; docs/settings.md says how.")
    return value


def required_list(name: str) -> list[str]:
    """Return what the environment variable lists between commas, or stop as above when that is nothing."""
    values = [value.strip() for value in required(name).split(",") if value.strip()]
    if not values:
        raise ImproperlyConfigured(f"{name} in the environment names nothing; docs/settings.md says how.")
    return values


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required_list("ALLOWED_HOSTS")
required("DATABASE_URL")
DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
globals().update(email_settings(required("EMAIL_URL")))
globals().update(channel_settings(os.environ))
globals().update(second_factor_settings(os.environ, usually=True))
globals().update(single_sign_on_settings(os.environ))
PUBLIC_POLICY = with_forms_to(PUBLIC_POLICY, *SIGN_IN_ORIGINS)  # noqa: F405
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}

SITE_URL = os.environ.get("SITE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = [SITE_URL]

if os.environ.get("CACHE_URL"):
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["CACHE_URL"]}
    CACHES = {"default": redis, "progress": redis}

WAGTAILSEARCH_BACKENDS = search_settings(os.environ, usual=WAGTAILSEARCH_BACKENDS)

MEDIA_ROOT = os.environ.get("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_ACCEL_PREFIX = os.environ.get("MEDIA_ACCEL_PREFIX", "")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if os.environ.get("S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "cms.storage.BucketStorage",
        "OPTIONS": {
            "bucket_name": required("S3_BUCKET"),
            "endpoint_url": os.environ.get("S3_ENDPOINT_URL") or None,
            "access_key": required("S3_ACCESS_KEY"),
            "secret_key": required("S3_SECRET_KEY"),
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
    # Our addresses of pictures and videos lead there for a minute.
    origins = origins_of_bucket(os.environ["S3_BUCKET"], os.environ.get("S3_ENDPOINT_URL", ""))
    CONTENT_SECURITY_POLICY = {"DIRECTIVES": with_uploads_from(PUBLIC_POLICY, *origins)}
    ADMIN_DIFFERENCES = with_uploads_from(ADMIN_DIFFERENCES, *origins)

SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

# Sign-in limits count by address: how many proxies in front of gunicorn write X-Forwarded-For.
ACCOUNT_RATE_LIMITS = rate_limits(int(os.environ.get("SIGN_IN_TRIES_PER_ADDRESS") or FROM_ONE_ADDRESS))
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
