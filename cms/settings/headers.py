"""What a browser may do with our pages: everything from this site alone, nothing written into the page itself.

No nonce and no hash stands in a page, so that pages can be cached as they are. docs/rules/privacy.md says why.
"""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE

PUBLIC_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [NONE],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    # The editor shows previews in frames; nobody else may frame anything.
    "frame-ancestors": [SELF],
}

# Wagtail's editor writes styles into its elements, shows pictures before they are uploaded, and frames previews.
# Its inline scripts are replaced (cms/admin_starts.py), so the admin's scripts come from the site alone as well. The
# hash is that of `return;`, which the cropping of pictures sets as a handler to find out about touch screens.
ADMIN_PREFIX = "/admin/"
ADMIN_DIFFERENCES = {
    "script-src": [SELF, UNSAFE_HASHES, "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}

# A browser shows a PDF in a document of its own, which needs an object and its styles.
PDF_POLICY = {
    "default-src": [NONE],
    "object-src": [SELF],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [SELF],
}

# What no page of ours asks for is refused to whatever may get into one.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in [
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    ]
)


def origins_of_bucket(bucket: str, endpoint: str) -> list[str]:
    """Return where a bucket answers: under its own name, or below the address of the storage (Amazon's without one)."""
    if not endpoint:
        return ["https://*.amazonaws.com"]
    parts = urlsplit(endpoint)
    return [f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{bucket}.{parts.netloc}"]


def with_forms_to(policy: dict[str, list[str]], *origins: str) -> dict[str, list[str]]:
    """Return `policy` with forms that end at `origins`: browsers follow the rule through the redirects of a sign-in."""
    return policy | {"form-action": [*policy["form-action"], *origins]}


def with_uploads_from(policy: dict[str, list[str]], *origins: str) -> dict[str, list[str]]:
    """Return `policy` with pictures and videos from `origins` as well: a bucket that answers for our own addresses."""
    return policy | {name: [*policy[name], *origins] for name in ("img-src", "media-src") if name in policy}
