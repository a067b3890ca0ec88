"""Whom the union proposes for an award is published for objection (公示) first, where the office says so.

From then on the honour is submitted only once the list has taken effect, and with the recipients that stood on it.
"""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from people.models import Member, Role
from publications.actions.drafting import Line, draft
from publications.models import Publication
from publications.registry import Subject, register_subject

from .errors import HonourWaits
from .models import Honour

# The rest of what a list may be called says that these are only proposed.
MOST_OF_THE_TITLE = 60


@transaction.atomic
def put_forward(honour: Honour, by: Member) -> Publication:
    """Draft the list of whom an honour, as it is written now, proposes; nothing is public by that. The office completes
    the draft and submits it; approved, it stands its working days.

    Raises:
        HonourWaits: a version of the honour has been submitted.
        PublicationRefused: there is nobody on it, the list waits for its approval, or has taken effect.
    """
    kept = Honour.objects.select_for_update(no_key=True, of=("self",)).get(pk=honour.pk)
    if kept.workflow_in_progress:
        raise HonourWaits
    written = kept.get_latest_revision_as_object()
    # A document of the office, so in Chinese whatever language the screens speak.
    with translation.override(settings.LANGUAGE_CODE):
        return draft(
            kept,
            by=by,
            title=_("%(title)s: proposed recipients") % {"title": Truncator(written.title).chars(MOST_OF_THE_TITLE)},
            introduction=_introduction(written),
            columns=[],
            lines=lines_of(written),
        )


def lines_of(honour: Honour) -> list[Line]:
    """Return a line for each recipient, in the order in which they are published."""
    return [Line(each.member, name=each.display_name) for each in honour.recipients_in_order]


def _introduction(honour: Honour) -> str:
    words = {"title": honour.title, "body": honour.awarding_body}
    said = [_("The following are proposed for “%(title)s” (%(body)s).") % words]
    if honour.by_strokes:
        said.append(_("Names stand in the order of the strokes of the surnames."))
    return "".join(said)


def names_the_same(publication: Publication, honour: Honour) -> bool:
    """Whether a list names whom an honour names, in the same order."""
    listed = [(line.member_id, line.name) for line in publication.lines.all()]
    return listed == [(line.member and line.member.pk, line.name) for line in lines_of(honour)]


def is_unchanged(publication: Publication) -> bool:
    """Whether the honour, as it is written now, still proposes whom the list names."""
    honour = publication.subject
    return honour is not None and names_the_same(publication, honour.get_latest_revision_as_object())


def register() -> None:
    register_subject(
        "honours.honour",
        Subject(
            is_unchanged=is_unchanged,
            link=lambda honour: honour.url if honour.live else "",
            keepers=lambda honour: list(Member.objects.holding(Role.PUBLICITY_OFFICER)),
        ),
    )
