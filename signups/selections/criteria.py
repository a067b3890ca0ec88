"""What a criterion is worth, as the page of a selection says it."""

from django.utils.translation import gettext as _

from .facts import fact_of
from .kinds import Source


def worth_in_words(criterion) -> str:
    """Return for what somebody gets how many points; the cap, the weight and the explanation are said beside it."""
    words = {"points": f"{criterion.points.normalize():f}"}
    if criterion.source == Source.FACT:
        fact = fact_of(criterion.fact)
        if fact and fact.unit:
            return _("%(points)s for each %(unit)s") % {**words, "unit": fact.unit}
        return _("%(points)s for each") % words
    if criterion.source == Source.AUDIENCE:
        return _("%(points)s for “%(audience)s”") % {**words, "audience": criterion.audience.name}
    if criterion.source == Source.OFFICE:
        return _("%(points)s for each, entered by the union office") % words
    if criterion.answer:
        return _("%(points)s if answered “%(answer)s”") % {**words, "answer": criterion.answer}
    return _("%(points)s times the number that is answered") % words
