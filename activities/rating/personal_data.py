"""What a star rating keeps about people, for the registry."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.privacy.periods import years
from people.privacy.registry import facts_of, forgets, keeps
from people.privacy.subjects import register_subjects

from ..models import ClubRating, CommitteeMark, RatingEvidence, RatingRound
from .retention import EVIDENCE_KEPT_FOR, forget_expired


def register() -> None:
    register_subjects(activities__rating_workbook=_("export of a star rating"))
    keeps(
        key="activities.rating_marks",
        name=_("Marks for clubs"),
        contents=_("Which marks you gave which club as a member of the committee, with your words, and when."),
        purpose=_("The outcome of the star rating can be worked out again."),
        period=_("For good, since the stars rest on them; without your name once your data is emptied."),
        seen_by=_("Yourself and the union office. The club reads marks and words without your name."),
        models=("activities.CommitteeMark",),
        rows=lambda member: CommitteeMark.objects.filter(by=member).select_related("entry__club", "criterion"),
        describe=lambda mark: facts_of(mark, "entry", "criterion", "mark", "words", "given_at"),
    )
    keeps(
        key="activities.rating_self_assessments",
        name=_("Self-assessments of clubs"),
        contents=_("Which self-assessment of a club you handed in, and when."),
        purpose=_("The committee knows whom to ask."),
        period=_("For good as a figure; without your name once your data is emptied."),
        seen_by=_("The leaders of the club, the committee and the union office."),
        models=("activities.ClubRating",),
        rows=lambda member: ClubRating.objects.filter(handed_in_by=member).select_related("club", "round"),
        describe=lambda entry: facts_of(entry, "round", "club", "handed_in_at"),
    )
    keeps(
        key="activities.rating_evidence",
        name=_("Evidence for a star rating"),
        contents=_("Which files and links you added to the self-assessment of a club."),
        purpose=_("The committee can check what the club says."),
        period=years(EVIDENCE_KEPT_FOR),
        seen_by=_("The leaders of the club, the committee and the union office."),
        models=("activities.RatingEvidence",),
        rows=lambda member: RatingEvidence.objects.filter(added_by=member).select_related("entry__club"),
        describe=lambda row: facts_of(row, "entry", "name", "link", "added_at"),
    )
    keeps(
        key="activities.rating_rounds",
        name=_("Rounds of the star rating"),
        contents=_("Which round you prepared or put forward for the office."),
        purpose=_("Who is asked about it."),
        period=_("For good as a figure; without your name once your data is emptied."),
        seen_by=_("The union office."),
        models=("activities.RatingRound",),
        rows=lambda member: RatingRound.objects.filter(Q(made_by=member) | Q(published_by=member)),
        describe=lambda round: facts_of(round, "title", "made_at", "published_at"),
    )
    forgets("activities.rating", forget_expired)
