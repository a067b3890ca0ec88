from django import template

from ..codes.texting import can_text_codes

register = template.Library()


@register.simple_tag
def codes_by_sms() -> bool:
    """Whether the pages for a forgotten password offer a code by SMS."""
    return can_text_codes()
