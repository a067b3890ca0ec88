"""The list of a selection as one that is published for objection (`publications/`)."""

from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import Member
from publications.actions.drafting import Line, draft
from publications.models import Publication
from publications.registry import Subject, register_subject

from ..locking import patiently
from ..models import Application, Batch, Run, Wish
from .closing import check_may_change
from .errors import NotRanked
from .holding import lock
from .places import places_of
from .placing import take_effect
from .telling import keepers_of

LONGEST_HEADING = 60


@patiently
def draft_list(run: Run, by: Member) -> Publication:
    """Make the draft of the publication from the list, or write it anew; the office completes and submits it.

    Raises:
        NotRanked, NotClosed, ListStands, ListInEffect; PublicationRefused: a version of it waits for its approval.
    """
    run = lock(run)
    check_may_change(run)
    if run.ranked_at is None:
        raise NotRanked
    # A document of the office, so in Chinese whatever language the screens speak.
    with translation.override(settings.LANGUAGE_CODE):
        return draft(
            run.selection,
            by=by,
            title=_("%(title)s: list for objection") % {"title": run.selection.title},
            introduction=_introduction(run),
            columns=[*_labels(run), _("Total")],
            lines=lines_of(run),
        )


def lines_of(run: Run) -> list[Line]:
    """Return the lines of the list: for each date those selected, in order, then its substitutes."""
    labels = _labels(run)
    lines = []
    for batch in Batch.objects.filter(run=run).select_related("session").order_by("session__starts_at", "pk"):
        wishes = Wish.objects.filter(sign_up__session=batch.session_id).filter(
            outcome__in=[Wish.Outcome.SELECTED, Wish.Outcome.SUBSTITUTE]
        )
        wishes = wishes.select_related("application__member__department").prefetch_related("application__marks")
        heading = _heading(batch)
        # Those selected have no number, and come first.
        for wish in sorted(wishes, key=lambda each: (each.place or 0, each.application.position or 0)):
            lines.append(_line(wish, labels, heading))
    return lines


def register() -> None:
    register_subject(
        "signups.selection",
        Subject(
            takes_effect=lambda publication: take_effect(_run_of(publication)),
            is_unchanged=is_unchanged,
            link=lambda selection: selection.url,
            keepers=lambda selection: keepers_of(selection.run),
        ),
    )


def is_unchanged(publication: Publication) -> bool:
    """Whether the list still says what was published, line by line, and the places are those that it was made for;
    once it has taken effect nothing changes it.
    """
    run = _run_of(publication)
    if run.effective_at is not None:
        return True
    if run.ranked_at is None or run.ranked_for != places_of(run):
        return False
    published = [
        (line.heading, line.member_id, line.outcome, list(line.cells))
        for line in sorted(publication.lines.all(), key=lambda line: line.position)
    ]
    now = [(line.heading, line.member.pk, str(line.outcome), list(line.cells)) for line in lines_of(run)]
    return published == now


def _run_of(publication: Publication) -> Run:
    return Run.objects.select_related("selection").get(selection=publication.subject_id)


def _labels(run: Run) -> list[str]:
    return [criterion.label for criterion in run.selection.criteria.all()]


def _line(wish: Wish, labels: list[str], heading: str) -> Line:
    application = wish.application
    points = {mark.label: mark.worth for mark in application.marks.all()}
    cells = [*(in_short(points.get(label)) for label in labels), in_short(application.total)]
    return Line(member=application.member, cells=cells, heading=heading, outcome=str(wish.outcome))


def in_short(points: Decimal | None) -> str:
    """Return points without zeros behind the point: 5, 2.5."""
    return "" if points is None else f"{points.normalize():f}"


def _heading(batch: Batch) -> str:
    day = date_format(timezone.localtime(batch.session.starts_at), "n/j")
    return f"{batch.name} {day}"[:LONGEST_HEADING]


def _introduction(run: Run) -> str:
    applied = Application.objects.filter(run=run).exclude(number=None).count()
    words = {"title": run.selection.title, "applied": applied}
    said = _(
        "“%(title)s”: %(applied)d people have applied. The list follows the points as of the closing date; those "
        "with the same points stand in the order of a draw that anybody can do again."
    )
    return "\n\n".join([said % words, *_rules(run)])


def _rules(run: Run) -> list[str]:
    """Return why somebody with fewer points may stand before others: readers would object to it else."""
    selection, found = run.selection, []
    if selection.limit_per_department:
        found.append(
            _("At most %(limit)d people of one ward or department go on one date.")
            % {"limit": selection.limit_per_department}
        )
    for share in selection.shares.all():
        found.append(
            _("%(places)d places of each date are kept for “%(group)s”, whatever points others have.")
            % {"places": share.places, "group": share.kept_for}
        )
    found.append(
        _(
            "Whoever has no place is a substitute for each of the dates that they applied for, in the order of the "
            "list. Places that are given back go to the substitutes in that order, within these rules."
        )
    )
    return found
