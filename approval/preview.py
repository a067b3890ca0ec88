"""A page or snippet as readers will see it, for somebody who reads it before them."""


def preview_of(thing, request):
    """Return the response that shows `thing` without Wagtail's bar, which serves the editor alone."""
    # The name is the template's (`cms/templates/base.html`).
    return thing.make_preview_request(request, thing.default_preview_mode, {"is_read_before_publishing": True})
