"""Answers are kept no longer than they are of use."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Member
from people.privacy.archive import archive_of
from people.privacy.emptying import empty_member
from people.privacy.forgetting import forget_everything_expired
from people.privacy.registry import holdings
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.answers import forgetting
from signups.answers.forgetting import forget_expired
from signups.models import Answers, Attachment, Consent, Session, SignUpSettings
from tests.factories import MemberFactory, SessionFactory

from .asking import INSURED, PROOF, RESIDENT_ID, SAFETY, SIZE, answered, name_of, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "answers"


@pytest.fixture
def member():
    return MemberFactory(name="周敏")


@pytest.fixture
def kept(member, django_capture_on_commit_callbacks):
    """Answers of every kind, with a file, to a date in three days."""
    session = SessionFactory(questions=[SIZE, INSURED, SAFETY, PROOF])
    data = {name_of(SIZE): "S", name_of(INSURED): RESIDENT_ID, name_of(SAFETY): "on"}
    with django_capture_on_commit_callbacks(execute=True):
        return answered(sign_up(member, session), data, {name_of(PROOF): pdf("体检.pdf")})


def forgotten(run, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return run()


def everything_is_gone(files) -> bool:
    rows = Answers.objects.exists() or Consent.objects.exists() or Attachment.objects.exists()
    return not rows and not list(files.iterdir())


def test_answers_go_some_days_after_the_date(kept, files, time_machine, django_capture_on_commit_callbacks):
    ends_at = kept.sign_up.session.ends_at
    time_machine.move_to(ends_at + timedelta(days=30) - timedelta(minutes=1))
    assert forgotten(forget_expired, django_capture_on_commit_callbacks) == 0
    assert Answers.objects.exists()
    time_machine.move_to(ends_at + timedelta(days=30, minutes=1))
    assert forgotten(forget_expired, django_capture_on_commit_callbacks) == 1
    assert everything_is_gone(files)


def test_the_office_says_after_how_many_days(kept, time_machine, django_capture_on_commit_callbacks):
    settings = SignUpSettings.load()
    settings.answers_kept_days = 7
    settings.save()
    time_machine.move_to(kept.sign_up.session.ends_at + timedelta(days=8))
    assert forgotten(forget_expired, django_capture_on_commit_callbacks) == 1


def test_answers_to_what_was_given_back_go_as_long_after_that(
    kept, member, time_machine, django_capture_on_commit_callbacks
):
    Session.objects.filter(pk=kept.sign_up.session_id).update(
        starts_at=timezone.now() + timedelta(days=300), ends_at=timezone.now() + timedelta(days=301)
    )
    cancel(kept.sign_up, member)
    time_machine.move_to(timezone.now() + timedelta(days=29))
    assert forgotten(forget_expired, django_capture_on_commit_callbacks) == 0
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert forgotten(forget_expired, django_capture_on_commit_callbacks) == 1


def test_answers_to_what_has_no_date_stay_as_long_as_the_sign_up(
    member, time_machine, django_capture_on_commit_callbacks
):
    session = SessionFactory(
        starts_at=None, ends_at=None, closes_at=None, cancel_until=None, key=None, questions=[SIZE]
    )
    answered(sign_up(member, session), {name_of(SIZE): "S"})
    time_machine.move_to(timezone.now() + timedelta(days=900))
    assert forgotten(forget_expired, django_capture_on_commit_callbacks) == 0


def test_the_night_lets_go_of_answers(kept, files, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to(kept.sign_up.session.ends_at + timedelta(days=31))
    forgotten(forget_everything_expired, django_capture_on_commit_callbacks)
    assert everything_is_gone(files)


def test_one_that_cannot_be_deleted_keeps_no_other(kept, time_machine, monkeypatch, django_capture_on_commit_callbacks):
    other = answered(sign_up(MemberFactory(), SessionFactory(questions=[SIZE])), {name_of(SIZE): "S"})
    delete = forgetting.delete_answers

    def fail_for_one(answers):
        if answers.pk == kept.pk:
            raise OSError
        delete(answers)

    monkeypatch.setattr(forgetting, "delete_answers", fail_for_one)
    time_machine.move_to(timezone.now() + timedelta(days=90))
    with pytest.raises(RuntimeError):
        forget_expired()
    assert list(Answers.objects.values_list("pk", flat=True)) == [kept.pk]
    assert not Answers.objects.filter(pk=other.pk).exists()


def test_whoever_is_emptied_keeps_no_answers(kept, member, files, django_capture_on_commit_callbacks):
    years_ago = timezone.localdate() - timedelta(days=8 * 366)
    Member.objects.filter(pk=member.pk).update(is_active=False, staff_status=Member.StaffStatus.LEFT)
    Member.objects.filter(pk=member.pk).update(gone_since=years_ago)
    with django_capture_on_commit_callbacks(execute=True):
        empty_member(member)
    assert everything_is_gone(files)


def test_members_find_all_of_it_in_their_own_data(kept, member):
    entries = {
        holding.key: " ".join(fact.text for entry in holding.entries(member) for fact in entry)
        for holding in holdings()
        if holding.key.startswith("signups.")
    }
    assert RESIDENT_ID in entries["signups.answers"]
    assert "听从老师安排" in entries["signups.consents"]
    assert "体检.pdf" in entries["signups.attachments"]
    assert archive_of(member)


def test_the_data_of_others_holds_none_of_it(kept):
    other = MemberFactory()
    assert not any(holding.entries(other) for holding in holdings() if holding.key.startswith("signups.answers"))
