"""Settings shared by every environment. What differs is in dev.py, test.py and production.py."""

from datetime import time
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .headers import ADMIN_DIFFERENCES, ADMIN_PREFIX, PDF_POLICY, PERMISSIONS_POLICY, PUBLIC_POLICY  # noqa: F401
from .second_factor import second_factor_settings
from .sign_in import rate_limits
from .single_sign_on import single_sign_on_settings

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

# Our rooms stand first, so that their templates win over those of the packages below them.
ROOMS = [
    "home",
    "reading",
    "contests",
    "honours",
    "news",
    "activities",
    "signups",
    "publications",
    "cms",
    "notices",
    "people",
    "days",
]

INSTALLED_APPS = [
    *ROOMS,
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.UnionUsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "allauth.socialaccount",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Last, since it replaces what Wagtail connects, and sets up roles once all permissions exist.
    "approval",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.ContentPolicyMiddleware",
    "cms.middleware.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.NoNulMiddleware",
    "cms.middleware.WholeFormMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.sessions.middleware.OwnAnswersMiddleware",
    "people.sessions.middleware.LastSeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.second_factor.middleware.SecondFactorMiddleware",
    "cms.redirects.RedirectMiddleware",
    "cms.act_addresses.ActAddressMiddleware",
    "approval.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "cms.context_processors.site_frame",
            ],
        },
    },
]

# Chinese is the language of the screens; English is chosen by a link in the footer.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["cms.formats"]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/wagtail", BASE_DIR / "locale/packages"]
TIME_ZONE = "Asia/Shanghai"
# One hospital, one clock: nobody chooses another.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o644
# Where nginx sends uploads itself once the site has decided: the prefix of its internal location.
MEDIA_ACCEL_PREFIX = ""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# How often somebody was wrong at the door must hold for every web process. Files do not keep it: they are thrown away
# by chance once there are 300, and two processes count over each other. The table is made by a migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cms_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # How far a job has come, beside its transaction: what the database keeps would be seen when it is over.
    "progress": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"},
}
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# Accounts: the employee number is the sign-in name; accounts come from the roster, never from a form.
AUTH_USER_MODEL = "people.Member"
# The only one, so that no session exists in which an ended role still counts.
AUTHENTICATION_BACKENDS = ["people.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("employee_number", "name", "pinyin", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "people.passwords.SeveralSignsValidator"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "cms.views.form_too_old"
LOGIN_REDIRECT_URL = "/me/"
ACCOUNT_ADAPTER = "people.adapters.RosterAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "employee_number"
ACCOUNT_USER_DISPLAY = "people.models.display_name"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {"login": "people.forms.SignInForm"}
ACCOUNT_RATE_LIMITS = rate_limits()
# Whoever asks for a new password reads the same whether the address is known, and strangers get no mail.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A second factor beside the password, and who needs one. The demo asks nobody for it.
globals().update(second_factor_settings({}, usually=False))
MFA_ADAPTER = "people.second_factor.adapter.RosterMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "people.second_factor.forms.ShowCodeForm",
    "reauthenticate": "people.second_factor.forms.ShowCodeAgainForm",
    "activate_totp": "people.second_factor.forms.SetUpCodeForm",
    "add_webauthn": "people.second_factor.forms.AddKeyForm",
    "edit_webauthn": "people.second_factor.forms.RenameKeyForm",
}
# The clock of a phone may be half a minute off, and typing takes a while.
MFA_TOTP_TOLERANCE = 1
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = 30 * 24 * 3600
MFA_TRUST_COOKIE_PATH = "/accounts/"
# There is no secret to guess in a passkey, and a whole hospital may come from one address.
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
# Addresses come from the roster; nobody confirms them here.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Doors of other services: none, unless the environment names them.
globals().update(single_sign_on_settings({}))
SOCIALACCOUNT_ADAPTER = "people.single_sign_on.adapter.RosterSocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
# Forms carry the token themselves, Wagtail's scripts too: no script reads a cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# When messages do not ring, until the office sets other hours.
QUIET_HOURS = (time(22), time(7))

# Whether the clock sends greetings of the day.
SEND_GREETINGS = True

WAGTAIL_SITE_NAME = "职工之家"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# Some jobs come every minute: those that went well are not kept.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}
WAGTAIL_ALLOW_UNICODE_SLUGS = True
# An edit after submission waits for the next one: with this on, Wagtail would ask for the newer draft instead.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
# What goes public at its hour leaves a newer submission, which waits meanwhile, where it is.
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "approval.publishing.publish_what_was_reviewed"
WAGTAIL_MODERATION_ENABLED = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    },
}
WAGTAILIMAGES_IMAGE_MODEL = "cms.UnionImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp"}
WAGTAILDOCS_DOCUMENT_MODEL = "cms.UnionDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "zip", "mp4", "webm"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.postgres", "SEARCH_CONFIG": "simple"}}
WAGTAILEMBEDS_FINDERS = []
TAGGIT_CASE_INSENSITIVE = True

# The editor shows previews of our own pages in frames; nobody else may frame them.
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Uploads larger than this go to a temporary file instead of memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
