"""EMAIL_URL to Django's settings, so that mail is one line in the environment."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
# A mail server that hangs holds up a job, and the transaction of its notice, for so many seconds at most.
TIMEOUT = 15
SHAPE = "EMAIL_URL must look like smtp+tls://user:password@host:587?from=union@example.org"


def email_settings(url: str) -> dict:
    """Read `smtp://`, `smtp+tls://` or `smtps://user:password@host:port?from=address`.

    For development there are `console:` (written to the screen) and `file:/a/folder` (one file per mail).

    Raises:
        ImproperlyConfigured: the scheme is another one, the host is missing or the port is no number.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(SHAPE) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(SHAPE)
    sender = parse_qs(parts.query).get("from", ["staff-home@localhost"])[0]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }
