"""What is kept about people in selections, and for how long."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.privacy.periods import years
from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps, on_emptying

from ..models import Application, Batch, PastTurn, Rating, Run, Selection

KEPT_FOR = timedelta(days=3 * 365)


def register() -> None:
    keeps(
        key="signups.applications",
        name=_("Applications in selections"),
        contents=_(
            "What you have applied for by points, such as a retreat: your wishes, your points and how they came about, "
            "what the department and the list said, with reasons."
        ),
        purpose=_("Places go to those with the most points, and anybody can ask why."),
        period=years(KEPT_FOR),
        seen_by=_(
            "Yourself, the union office and the contact person; that you have applied, the head of your department and "
            "those who look after your group. Who is on the list, all to whom it is published."
        ),
        models=("signups.Application", "signups.Wish", "signups.Mark"),
        rows=lambda member: Application.objects.filter(member=member).select_related("run__selection").order_by("-pk"),
        describe=_application,
    )
    keeps(
        key="signups.past_turns",
        name=_("Turns that you have had"),
        contents=_("On which day you had a turn of what goes by points, such as a retreat."),
        purpose=_("Years since the last turn count the next time."),
        period=_("As long as your other data as a member."),
        seen_by=_("Yourself and the union office."),
        models=("signups.PastTurn",),
        rows=lambda member: member.past_turns.order_by("-on"),
        describe=lambda turn: facts_of(turn, "kind", "on", "what"),
    )
    keeps(
        key="signups.ratings",
        name=_("Ratings of where you have been"),
        contents=_("The stars and the words that you gave a base and its route."),
        purpose=_("Those who go next choose by them."),
        period=_("As long as your sign-up; then stars and words stay without your name."),
        seen_by=_("All staff see the stars, and the words once the office has let them through, never your name."),
        models=("signups.Rating",),
        rows=lambda member: Rating.objects.filter(sign_up__member=member).select_related("base").order_by("-pk"),
        describe=lambda rating: facts_of(rating, "base", "route", "year", *Rating.STARS, "words"),
    )
    keeps(
        key="signups.selection_contacts",
        name=_("Contact person of a selection"),
        contents=_("Which selections name you as the contact person who makes their lists."),
        purpose=_("Whoever applies knows whom to ask."),
        period=_("Until the selection names somebody else."),
        seen_by=_("All staff: it stands with the selection, which was approved."),
        models=("signups.Selection",),
        rows=lambda member: Selection.objects.filter(contact=member),
        describe=lambda selection: facts_of(selection, "title"),
    )
    forgets("signups.selections", forget_expired)
    on_emptying(empty)


def _application(row: Application) -> Entry:
    return [
        Fact("selection", _("selection"), str(row.run.selection)),
        *facts_of(row, "applied_at", "consent", "consent_reason", "doubt", "total", "position", "why_not"),
    ]


def empty(member: Member) -> None:
    """Delete applications and past turns; stars and words stay, of somebody who has no name any more."""
    Application.objects.filter(member=member).delete()
    PastTurn.objects.filter(member=member).delete()
    Rating.objects.filter(sign_up__member=member).update(sign_up=None)


def forget_expired() -> int:
    """Delete applications with their points three years after the last date of their selection; returns how many.

    The list itself is kept by `publications/`; turns stay, since they count.
    """
    recent = Batch.objects.filter(session__ends_at__gte=timezone.now() - KEPT_FOR).values("run")
    over = Run.objects.filter(batches__isnull=False).exclude(pk__in=recent)
    _deleted, by_model = Application.objects.filter(run__in=over).delete()
    return by_model.get(Application._meta.label, 0)
