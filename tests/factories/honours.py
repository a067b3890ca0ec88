from datetime import date

import factory

from honours.models import Honour, HonourRecipient

from .editorial import EditorialFactory


class HonourFactory(EditorialFactory):
    """One honour; `to` holds members, departments or the names of teams, in order."""

    class Meta:
        model = Honour

    title = factory.Sequence(lambda n: f"市级五一奖状{n + 1}")
    awarding_body = "示范市总工会"
    level = Honour.Level.MUNICIPAL
    date = date(2026, 4, 28)
    citation = "在平凡的岗位上做出不平凡的成绩。"
    to = ("急诊护理组",)

    @classmethod
    def _save(cls, model_class, by, fields):
        recipients = fields.pop("to")
        honour = model_class(**fields)
        honour.recipients = [HonourRecipient(**_recipient(one), sort_order=n) for n, one in enumerate(recipients)]
        honour.save()
        return honour


def _recipient(one) -> dict:
    if isinstance(one, str):
        return {"name": one}
    return {one._meta.model_name: one}
