from django import template

from ..single_sign_on.listing import open_doors

register = template.Library()


@register.simple_tag
def sign_in_doors():
    """Return the doors of other services that are set up, for buttons: each with `name` and `address`."""
    return open_doors()
