"""Places change hands, and what their holders have answered does not."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from signups.actions.signing_up import sign_up
from signups.answers.keeping import is_to_answer
from signups.answers.reading import Table
from signups.models import Answers, Attachment
from signups.swaps.swapping import accept, offer
from tests.factories import DepartmentFactory, DriveFactory, MemberFactory, OfferingFactory, SessionFactory

from .asking import INSURED, PROOF, RESIDENT_ID, SIZE, answered, name_of, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def ward():
    return DepartmentFactory()


def dates_of(offering):
    later = timezone.now().replace(microsecond=0) + timedelta(days=9)
    return SessionFactory(offering=offering), SessionFactory(offering=offering, starts_at=later)


def holder_of(session, size, **fields):
    """Return the sign-up of somebody who has answered with everything that is asked."""
    row = sign_up(MemberFactory(**fields), session)[0]
    answered([row], {name_of(SIZE): size, name_of(INSURED): RESIDENT_ID}, {name_of(PROOF): pdf()})
    return row


def test_whoever_is_given_a_place_answers_for_themselves(ward):
    session = SessionFactory(questions=[SIZE, INSURED, PROOF])
    mine, colleague = holder_of(session, "M", department=ward), MemberFactory(department=ward)
    taken = accept(offer(mine, mine.member, to=colleague), colleague)
    assert is_to_answer(taken)
    assert [row.first.member for row in Table(session).missing] == [colleague]
    assert Answers.objects.get().sign_up == mine
    assert not Attachment.objects.filter(answers__sign_up__member=colleague).exists()


def test_whoever_waited_with_answers_keeps_them_with_the_place_that_is_given(ward):
    session = SessionFactory(capacity=1, questions=[SIZE, INSURED, PROOF])
    mine = holder_of(session, "M", department=ward)
    waiting = holder_of(session, "S", department=ward)
    taken = accept(offer(mine, mine.member, to=waiting.member), waiting.member)
    assert taken.answers.plain == {SIZE["id"]: "S"}
    assert taken.answers.opened == {INSURED["id"]: RESIDENT_ID}


def test_in_an_exchange_everybodys_answers_go_along_to_the_other_date():
    first, second = dates_of(OfferingFactory(questions=[SIZE, INSURED, PROOF]))
    mine, theirs = holder_of(first, "M"), holder_of(second, "S")
    accept(offer(mine, mine.member), theirs.member, giving=theirs)
    for row, session, size in ((mine, second, "M"), (theirs, first, "S")):
        kept = Answers.objects.get(sign_up__session=session)
        assert kept.sign_up.member == row.member
        assert kept.values == {SIZE["id"]: size, INSURED["id"]: RESIDENT_ID}
        assert kept.attachments.count() == 1


def test_what_another_offering_of_the_drive_asks_is_asked_anew_of_both():
    drive = DriveFactory()
    one, other = (SessionFactory(drive=drive, questions=[SIZE, INSURED, PROOF]) for _number in range(2))
    mine, theirs = holder_of(one, "M"), holder_of(other, "S")
    taken = accept(offer(mine, mine.member), theirs.member, giving=theirs)
    given = other.sign_ups.granted().get()
    assert is_to_answer(taken)
    assert is_to_answer(given)
    # Whoever accepts is led to the questions; the other one reads of them.
    assert re.search(r"Answer there|补填", mine.member.notices.get(kind="signups.swapped").body)
