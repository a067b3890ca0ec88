"""The ways in, and what somebody has of their own on the site."""

from ..roles import EVERYBODY, NOBODY, STAFF
from .door import Door

ADDRESSES = [
    (
        Door(EVERYBODY),  # The site, and the ways in.
        r"""
        healthz
        i18n/setlang/
        admin/logout/
        accounts/{login/,logout/,inactive/,signup/,confirm-email/,first/,first/password/,login/code/confirm/,email/}
        accounts/password/reset/{,done/,key/done/}
        accounts/{2fa/authenticate/,2fa/trust/,2fa/webauthn/login/,text/,text/code/}
        accounts/by/<slug:door>/{,done/}
        ^accounts/confirm-email/.*$
        feeds/<str:token>.ics
        accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$
        accounts/^confirm-email/(?P<key>[-:\w]+)/$
        search/{,suggestions/}
        feed/
        honours/<int:pk>/
        reading/books/<int:pk>/
        privacy/
        ^documents/(\d+)/(.*)$
        ^media/(?P<path>.+)$
        ^((?:[\w\-]+/)*)$
        _util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/
        admin/{sprite/,jsi18n/}
        """,
    ),
    (
        Door(STAFF),  # About oneself, without an id.
        r"""
        accounts/{reauthenticate/,password/change/,password/set/}
        accounts/2fa/{,done/,reauthenticate/,totp/activate/,totp/deactivate/}
        accounts/2fa/recovery-codes/{,download/,generate/}
        accounts/2fa/webauthn/{,add/,reauthenticate/}
        me/{,data/,data/correct/,data/download/,sessions/end-others/,calendar/end/,calendar/make/,membership/}
        me/family/{,add/}
        me/notices/{,read/,settings/,sent/}
        """,
    ),
    (
        Door(STAFF, own=True),
        r"""
        me/notices/<int:pk>/{,open/,received/}
        me/notices/of/<int:pk>/
        me/notices/sent/<int:pk>/{,remind/}
        me/sessions/<int:pk>/end/
        me/membership/<int:pk>/withdraw/
        me/family/<int:pk>/{,remove/}
        accounts/2fa/webauthn/keys/<int:pk>/{edit/,remove/}
        """,
    ),
    (
        Door(NOBODY),  # Wagtail's own doors; ours is elsewhere.
        r"""
        _util/login/
        ^admin/password_reset/.*$
        admin/{login/,password_reset/,password_reset/complete/,password_reset/confirm/<uidb64>/<token>/}
        admin/password_reset/done/
        """,
    ),
]
