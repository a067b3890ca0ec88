"""What is cast in a round of votes, and what it comes to. Who has voted, and what was chosen, are kept apart."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .vote import VoteRound
from .work import Work


class Voted(models.Model):
    """That a member has voted in a round: neither what was chosen, nor when."""

    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="voted", verbose_name=_("round of votes"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="voted_in", verbose_name=_("member")
    )

    class Meta:
        verbose_name = _("vote cast")
        verbose_name_plural = _("votes cast")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "member"],
                name="contests_voted_once_each_round",
                violation_error_message=_("You have voted in this round already."),
            )
        ]

    def __str__(self):
        return f"{self.round_id}: {self.member_id}"


class Ballot(models.Model):
    """What one of those who voted has chosen; nothing leads to who that is, not even the order of the numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="ballots", verbose_name=_("round of votes"))

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
            # Whoever counts locks the round: a ballot is in before the count, or it is refused.
            pgtrigger.Trigger(
                name="none_after_the_count",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM contests_voteround WHERE id = NEW.round_id AND counted_at IS NULL FOR SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'The votes of this round are counted'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return str(self.id)


class Choice(models.Model):
    """One work on a ballot. `position` runs from 1; it is no order of preference, and none is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="choices", verbose_name=_("ballot"))
    work = models.ForeignKey(Work, models.PROTECT, related_name="choices", verbose_name=_("work"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = pgettext_lazy("of voters", "choices")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "work"], name="contests_choice_each_work_once"),
            models.UniqueConstraint(fields=["ballot", "position"], name="contests_choice_each_position_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="no_more_than_the_round_allows",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM contests_ballot JOIN contests_voteround
                        ON contests_voteround.id = contests_ballot.round_id
                        JOIN contests_work ON contests_work.call_id = contests_voteround.call_id
                        WHERE contests_ballot.id = NEW.ballot_id AND contests_work.id = NEW.work_id
                        AND NEW.position BETWEEN 1 AND contests_voteround.choices;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'Of another call, or more than the round allows'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.ballot_id}: {self.work_id}"


class Tally(models.Model):
    """How many votes a work got in a round, and its place; works with as many votes share one."""

    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="tallies", verbose_name=_("round of votes"))
    work = models.ForeignKey(Work, models.PROTECT, related_name="tallies", verbose_name=_("work"))
    votes = models.PositiveIntegerField(_("votes"))
    rank = models.PositiveIntegerField(pgettext_lazy("of a result", "Place"))
    honour = models.ForeignKey(
        "honours.Honour", models.SET_NULL, null=True, related_name="+", verbose_name=_("honour made of it")
    )

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("result of a vote")
        verbose_name_plural = _("results of votes")
        constraints = [models.UniqueConstraint(fields=["round", "work"], name="contests_tally_each_work_once")]
        triggers = [
            pgtrigger.Protect(
                name="result_never_changes", operation=pgtrigger.UpdateOf("round_id", "work_id", "votes", "rank")
            )
        ]

    def __str__(self):
        return f"{self.rank}. {self.work_id}: {self.votes}"
