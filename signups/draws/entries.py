"""Who takes part in a draw, and what each entry weighs."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from people.models import Member
from people.years import whole_years

from ..models import Session, SignUp
from ..models.signup import FIRST_RANK
from ..telling import parties

# Coarse on purpose: the list is public, and the exact years would tell who an entry is.
YEARS_A_STEP, MOST_STEPS = 5, 6


@dataclass(frozen=True)
class Entrant:
    """The sign-ups of one entry: a person, or a party that comes together."""

    sign_ups: list[SignUp]

    @property
    def lead(self) -> SignUp:
        return min(self.sign_ups, key=lambda each: each.pk)

    def as_entry(self, number: int, session: Session, have_been: set[tuple]) -> dict:
        """Return what is published of it."""
        offering = session.offering
        return {
            "number": number,
            "weight": weight_of(self.lead.member, session) if offering.seniority_counts else 1,
            "first_timer": not any(_person(each) in have_been for each in self.sign_ups),
            "people": len(self.sign_ups),
        }


def entrants_of(session: Session) -> tuple[list[Entrant], int]:
    """Return who takes part, in the order in which they asked, and how many people wait who were put first before."""
    waiting = SignUp.objects.waiting().filter(session=session).with_people().order_by("pk")
    found = [Entrant(party) for party in parties(waiting)]
    taking_part = [each for each in found if each.lead.rank > FIRST_RANK]
    return taking_part, sum(len(each.sign_ups) for each in found if each not in taking_part)


def weight_of(member: Member, session: Session) -> int:
    """Return 1, and one more for every five full years in this hospital on the day of the date; 7 at most."""
    if member.joined_hospital_on is None:
        return 1
    day = timezone.localdate(session.starts_at) if session.starts_at else timezone.localdate()
    years = max(whole_years(member.joined_hospital_on, day), 0)
    return 1 + min(years // YEARS_A_STEP, MOST_STEPS)


def who_have_been(session: Session, entrants: list[Entrant]) -> set[tuple]:
    """Return the people among them who hold or held a place of another date of this offering, or of its drive.

    Whoever gave the place back, never confirmed it or was excused has not been; whoever failed to come had their turn.
    """
    of_it = Q(session__offering=session.offering_id)
    if session.offering.drive_id:
        of_it |= Q(session__offering__drive=session.offering.drive_id)
    members = {each.lead.member_id for each in entrants}
    held = SignUp.objects.filter(of_it, member__in=members, state=SignUp.State.CONFIRMED).exclude(session=session)
    held = held.exclude(attendance=SignUp.Attendance.EXCUSED)
    return set(held.values_list("member", "dependant"))


def _person(sign_up: SignUp) -> tuple:
    return sign_up.member_id, sign_up.dependant_id
