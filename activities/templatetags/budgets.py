from django import template

from ..budget.money import yuan as written

register = template.Library()


@register.filter
def yuan(amount) -> str:
    """An amount as a page shows it; nothing for none."""
    return "" if amount is None else written(amount)
