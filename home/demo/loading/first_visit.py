"""The pictures of the list pages, in the sizes that those pages show, made before the first visitor waits for them."""

from django.test import Client

from cms.navigation import PLACES


def open_lists() -> str:
    """Open the main places once as a visitor; whatever sizes of pictures the templates ask for are then there."""
    visitor = Client(raise_request_exception=False)
    failed = [place.path for place in PLACES if visitor.get(place.path).status_code != 200]
    if failed:
        return f"Could not be opened: {', '.join(failed)}"
    return "pictures in the sizes of the list pages"
