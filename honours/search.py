"""Honours as they are found: by what they are for, and by who received them."""

from django.utils.translation import gettext_lazy as _

from cms.search.kinds import Description, Kind, register_kind

from .models import Honour


def register() -> None:
    register_kind(
        Kind(
            key="honours",
            label=_("Honours"),
            models=(Honour,),
            describe=describe,
            shown_to=lambda reader: Honour.objects.live().with_card_data(),
            template="honours/found.html",
            order=60,
            live_things=lambda: Honour.objects.live().prefetch_related("recipients__member", "recipients__department"),
        )
    )


def describe(honour: Honour) -> Description:
    recipients = list(honour.recipients.all())
    departments = {recipient.department_id for recipient in recipients if recipient.department_id}
    return Description(
        title=honour.title,
        names=[recipient.display_name for recipient in recipients],
        summary=f"{honour.awarding_body} {honour.rank}".strip(),
        text=honour.citation,
        dated=honour.date,
        # A list is narrowed by one department, and an honour of several belongs to none of them.
        department_id=departments.pop() if len(departments) == 1 else None,
    )
