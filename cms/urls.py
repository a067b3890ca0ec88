"""Addresses. Rooms are named by string, so that this file imports none of them."""

from allauth.account.views import logout
from django.conf import settings
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from . import serving, views

to_correction = RedirectView.as_view(pattern_name="correct_my_data")
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    # The footer of every page offers both languages. Without a token in it, visitors' pages carry no cookie and can be
    # cached; what a forged request could do is change the language back and forth.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    # Wagtail's own doors take a password past the second factor and any number of guesses: closed.
    path("admin/login/", views.admin_door),
    re_path(r"^admin/password_reset/.*$", to_sign_in),
    # Signing out is one act, wherever the button is: it may end at another service.
    path("admin/logout/", logout),
    path("_util/login/", to_sign_in),
    # An address is corrected on one page, confirmed by the password and noted. allauth's would take any, and a link for
    # a new password would be mailed to it.
    path("accounts/email/", to_correction),
    re_path(r"^accounts/confirm-email/.*$", to_correction),
    path("accounts/", include("people.codes.urls")),
    path("accounts/", include("people.single_sign_on.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("people.second_factor.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("me/", include("people.sessions.urls")),
    path("me/membership/", include("people.membership.urls")),
    path("me/family/", include("people.dependants.urls")),
    path("admin/", include("approval.urls")),
    path("admin/", include(wagtailadmin_urls)),
    # Uploads have these two doors and no other. Wagtail's own for documents knows no visibility, and its addresses of
    # pictures in any size would make a private one public: they are left out.
    re_path(r"^documents/(\d+)/(.*)$", serving.document, name="wagtaildocs_serve"),
    re_path(r"^media/(?P<path>.+)$", serving.media, name="media"),
    path("", include("home.urls")),
    path("", include("news.urls")),
    path("", include("activities.urls")),
    path("", include("signups.urls")),
    path("", include("honours.urls")),
    path("", include("contests.urls")),
    path("", include("publications.urls")),
    path("", include("reading.urls")),
    path("", include("notices.urls")),
    path("", include("people.privacy.urls")),
]

if settings.DEBUG:
    urlpatterns += staticfiles_urlpatterns()

urlpatterns += [path("", include(wagtail_urls))]

handler403 = "cms.views.forbidden"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
