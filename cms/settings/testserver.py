"""The web server and the job worker that browser tests start: whatever they touch is named by the test run."""

import os
from pathlib import Path

import dj_database_url

from .base import PUBLIC_POLICY
from .channels import channel_settings
from .dev import CACHES as KEPT_CACHES
from .dev import WAGTAILSEARCH_BACKENDS as KEPT_INDEX
from .email import email_settings
from .headers import with_forms_to
from .second_factor import second_factor_settings
from .sign_in import rate_limits
from .single_sign_on import single_sign_on_settings
from .test import *  # noqa: F403

DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)}
globals().update(email_settings(os.environ["EMAIL_URL"]))
globals().update(channel_settings(os.environ))
globals().update(second_factor_settings(os.environ, usually=False))
globals().update(single_sign_on_settings(os.environ))
CONTENT_SECURITY_POLICY = {"DIRECTIVES": with_forms_to(PUBLIC_POLICY, *SIGN_IN_ORIGINS)}  # noqa: F405
WAGTAILSEARCH_BACKENDS = KEPT_INDEX
MEDIA_ROOT = Path(os.environ["MEDIA_ROOT"])
CACHES = KEPT_CACHES | {
    "progress": KEPT_CACHES["progress"] | {"LOCATION": MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-cache")}
}
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ['PORT']}"
# Every test signs in from the same address.
ACCOUNT_RATE_LIMITS = rate_limits(from_one_address=10_000)
# On a festival, or on somebody's birthday, inboxes would hold more than a test has put there.
SEND_GREETINGS = False
