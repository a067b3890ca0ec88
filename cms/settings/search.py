"""Where Wagtail's admin searches: in the database, or in OpenSearch where the environment names one."""

from collections.abc import Mapping
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

USUAL_PREFIX = "staffhome_"
SECONDS = 5
# What does not leave the machine needs no https.
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def search_settings(environment: Mapping[str, str], usual: dict) -> dict:
    """Return WAGTAILSEARCH_BACKENDS: `usual`, or OpenSearch at the addresses that SEARCH_URL has between commas.

    Raises:
        ImproperlyConfigured: an address cannot be read or is not safe, or `opensearch-py` is not installed. What it
            says repeats no address, since they hold passwords.
    """
    addresses = [each.strip() for each in environment.get("SEARCH_URL", "").split(",") if each.strip()]
    if not addresses:
        return usual
    for address in addresses:
        _check(address)
    if not find_spec("opensearchpy"):
        raise ImproperlyConfigured("SEARCH_URL needs the package opensearch-py; docs/deploy.md says which.")
    prefix = environment.get("SEARCH_INDEX_PREFIX", "").strip() or USUAL_PREFIX
    backend = {"BACKEND": "cms.search.opensearch", "URLS": addresses, "INDEX_PREFIX": prefix, "TIMEOUT": SECONDS}
    return {"default": backend}


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise ImproperlyConfigured("SEARCH_URL must be https://user:password@host; docs/settings.md says how.")
    if parts.scheme == "http" and host not in THIS_MACHINE:
        raise ImproperlyConfigured("SEARCH_URL must begin with https: names of staff are sent there.")
