"""A member hands in a work, replaces it, withdraws it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image
from wagtail.models import Revision

from approval.errors import NotYoursToDecide
from approval.models import Act, ApprovalRecord
from cms.models import UnionImage, Visibility
from contests.models import Call, CallKind, Work
from contests.works import errors
from contests.works.handing_in import hand_in, replace, withdraw
from people.models import Audience
from tests.approval.conftest import decide, submit
from tests.factories import CallFactory, ImageFactory, MemberFactory, WorkFactory

from .handing import contents, filled, photograph


def handed_in(call=None, author=None, **fields) -> Work:
    call = call or CallFactory()
    return hand_in(call, author or MemberFactory(), call.kinds.first(), contents(**fields), agreed=True)


def shown(work: Work) -> Work:
    """Let the office submit it and the chair approve it."""
    decide(submit(work, MemberFactory(officer=True)), MemberFactory(chair=True))
    return Work.objects.get(pk=work.pk)


class TestHandingIn:
    def test_a_work_is_a_draft_with_what_its_author_agreed_to(self, db):
        work = handed_in()
        assert not work.live
        assert work.agreed_to == work.call.consent
        assert work.latest_revision.user == work.author

    def test_on_a_phone_it_is_one_form(self, client, member):
        call = CallFactory()
        answer = client.post(f"/works/calls/{call.pk}/hand-in/", filled(call))
        assert answer.status_code == 302
        work = Work.objects.get()
        assert (work.author, work.title, work.picture.description) == (member, "清晨的走廊", "空走廊尽头的一束光")

    def test_what_the_phone_wrote_into_the_picture_is_gone(self, client, member):
        call = CallFactory()
        client.post(f"/works/calls/{call.pk}/hand-in/", filled(call))
        picture = Work.objects.get().picture
        with picture.open_file() as file, Image.open(file) as opened:
            assert not dict(opened.getexif())
        assert "IMG_2001" not in picture.file.name

    def test_the_picture_says_that_those_in_it_have_agreed(self, client, member):
        call = CallFactory()
        client.post(f"/works/calls/{call.pk}/hand-in/", filled(call, people="agreed"))
        assert Work.objects.get().picture.consent == UnionImage.Consent.GIVEN

    @pytest.mark.parametrize(
        "content", [b"<script>alert(1)</script>", b"GIF89a" + bytes(40), b"\xff\xd8\xff\xe0" + bytes(40)]
    )
    def test_what_is_no_whole_picture_is_refused_and_the_words_stay(self, client, member, content):
        call = CallFactory()
        sent = filled(call, picture=SimpleUploadedFile("a.jpg", content, content_type="image/jpeg"))
        answer = client.post(f"/works/calls/{call.pk}/hand-in/", sent)
        assert answer.status_code == 422
        assert "下夜班时拍的。" in answer.content.decode()
        assert "picture" in answer.context["form"].errors
        assert not Work.objects.exists()
        assert not UnionImage.objects.exists()

    def test_a_text_is_a_work_as_well(self, client, member):
        call = CallFactory(kinds=[("征文", CallKind.Takes.TEXT)])
        address = f"/works/calls/{call.pk}/hand-in/"
        nothing = client.post(address, filled(call, picture=None, people=None, text=""))
        assert nothing.status_code == 422
        assert "text" in nothing.context["form"].errors
        client.post(address, filled(call, picture=None, people=None))
        assert Work.objects.get().text == "下夜班时拍的。"

    def test_a_kind_of_another_call_is_not_taken(self, client, member):
        call, other = CallFactory(), CallFactory()
        answer = client.post(f"/works/calls/{call.pk}/hand-in/", filled(call, kind=other.kinds.get().pk))
        assert answer.status_code == 422
        with pytest.raises(errors.NoSuchKind):
            hand_in(call, member, other.kinds.get(), contents(), agreed=True)

    def test_without_consent_it_is_not_taken_and_nothing_is_lost(self, client, member):
        call = CallFactory()
        answer = client.post(f"/works/calls/{call.pk}/hand-in/", filled(call, agreed=None))
        assert answer.status_code == 422
        assert answer.context["refusal"] == str(errors.NotAgreed())
        assert answer.context["form"]["title"].value() == "清晨的走廊"

    def test_a_call_that_is_to_come_or_over_takes_nothing(self, client, member):
        for call, refusal in [
            (CallFactory(coming=True), errors.NotOpenYet),
            (CallFactory(over=True), errors.CallClosed),
        ]:
            with pytest.raises(refusal):
                handed_in(call, member)
            answer = client.post(f"/works/calls/{call.pk}/hand-in/", filled(call))
            assert answer.status_code == 422
            assert "下夜班时拍的。" in answer.content.decode()

    def test_a_call_for_an_audience_takes_nothing_of_others(self, member):
        call = CallFactory(audience=Audience.objects.create(name="无人"))
        with pytest.raises(errors.NotForYou):
            handed_in(call, member)

    def test_each_hands_in_so_many_and_withdrawing_makes_room(self, db):
        call, author = CallFactory(limit=1), MemberFactory()
        first = handed_in(call, author, title="一")
        with pytest.raises(errors.LimitReached):
            handed_in(call, author, title="二")
        withdraw(first, author)
        handed_in(call, author, title="二")

    def test_two_of_one_title_are_one_too_many(self, db):
        call, author = CallFactory(), MemberFactory()
        handed_in(call, author)
        with pytest.raises(errors.SameTitle):
            handed_in(call, author)
        with pytest.raises(IntegrityError), transaction.atomic():
            Work.objects.create(call=call, author=author, kind="摄影", title="清晨的走廊", text="文字")


class TestWhoSees:
    def test_before_its_approval_nobody_does_but_author_and_office(self, client, db):
        work = handed_in()
        picture = f"/media/{work.picture.file.name}"
        assert work.picture.visibility == Visibility.PRIVATE
        for who, sees in [(MemberFactory(), False), (work.author, True), (MemberFactory(officer=True), True)]:
            client.force_login(who)
            assert (client.get(picture).status_code == 200) == sees
        client.force_login(MemberFactory())
        assert client.get(work.url).status_code == 404
        assert work.title not in client.get(work.call.url).content.decode()
        client.force_login(work.author)
        assert client.get(work.url).status_code == 200

    def test_once_approved_colleagues_do_and_the_world_does_not(self, client, db):
        work = shown(handed_in())
        picture = UnionImage.objects.get(pk=work.picture_id)
        assert picture.visibility == Visibility.STAFF
        assert client.get(work.url).status_code == 302
        assert client.get(f"/media/{picture.file.name}").status_code == 404
        client.force_login(MemberFactory())
        assert work.title in client.get(work.call.url).content.decode()
        assert client.get(f"/media/{picture.file.name}").status_code == 200

    def test_pictures_of_works_are_not_offered_for_articles(self, client, db):
        work = handed_in()
        client.force_login(MemberFactory(officer=True))
        other = ImageFactory()
        offered = client.get("/admin/images/chooser/").json()["html"]
        assert other.title in offered
        assert work.picture.title not in offered

    def test_an_approver_does_not_approve_a_work_of_their_own(self, db):
        chair = MemberFactory(chair=True)
        work = handed_in(author=chair)
        submitted = submit(work, MemberFactory(officer=True))
        with pytest.raises(NotYoursToDecide):
            decide(submitted, chair)
        assert not Work.objects.get(pk=work.pk).live


class TestReplacing:
    def test_another_picture_takes_the_place_of_the_first_which_is_gone(self, db):
        work = handed_in()
        first = work.picture
        replace(work, work.author, contents("另一张"))
        work.refresh_from_db()
        assert work.title == "另一张"
        assert work.picture != first
        assert not UnionImage.objects.filter(pk=first.pk).exists()
        assert Revision.objects.for_instance(work).count() == 1

    def test_the_picture_stays_where_none_is_chosen(self, client, member):
        work = handed_in(author=member)
        sent = filled(work.call, title="改了题目", picture=None, people=None)
        assert client.post(f"/me/works/{work.pk}/replace/", sent).status_code == 302
        changed = Work.objects.get(pk=work.pk)
        assert (changed.title, changed.picture) == ("改了题目", work.picture)
        assert changed.latest_revision.as_object().title == "改了题目"

    def test_what_waits_what_is_shown_and_what_is_late_stays(self, db):
        waiting, public, late = handed_in(), shown(handed_in()), handed_in()
        submit(waiting, MemberFactory(officer=True))
        Call.objects.filter(pk=late.call_id).update(closes_at=timezone.now() - timedelta(minutes=1))
        for work, refusal in [(waiting, errors.WorkLookedAt), (public, errors.WorkShown), (late, errors.CallClosed)]:
            with pytest.raises(refusal):
                replace(Work.objects.get(pk=work.pk), work.author, contents("另一张"))

    def test_nobody_changes_or_withdraws_somebody_elses(self, client, member):
        work = handed_in()
        with pytest.raises(errors.NotYours):
            replace(work, member, contents("另一张"))
        with pytest.raises(errors.NotYours):
            withdraw(work, member)
        for act in ("replace", "withdraw"):
            assert client.get(f"/me/works/{work.pk}/{act}/").status_code == 404

    def test_the_refusal_stands_above_the_form_with_what_was_written(self, client, member):
        work = handed_in(author=member)
        submit(work, MemberFactory(officer=True))
        answer = client.post(f"/me/works/{work.pk}/replace/", filled(work.call, text="新的话", picture=photograph()))
        assert answer.status_code == 422
        assert "新的话" in answer.content.decode()
        assert answer.context["refusal"] == str(errors.WorkLookedAt())


class TestWithdrawing:
    def test_what_is_shown_is_off_the_site_at_once_and_stays_off(self, client, db):
        work = shown(handed_in())
        withdraw(work, work.author)
        gone = Work.objects.get(pk=work.pk)
        assert not gone.live
        assert gone.picture.visibility == Visibility.PRIVATE
        record = ApprovalRecord.objects.filter(kind="contests.work", act=Act.TAKEN_DOWN).get()
        assert record.actor_id == work.author_id
        client.force_login(MemberFactory())
        assert client.get(work.url).status_code == 404
        # An earlier version does not bring it back.
        with pytest.raises(IntegrityError), transaction.atomic():
            gone.latest_revision.publish(skip_permission_checks=True)

    def test_what_waits_waits_for_nobody_any_more(self, db):
        work = handed_in()
        submit(work, MemberFactory(officer=True))
        withdraw(Work.objects.get(pk=work.pk), work.author)
        gone = Work.objects.get(pk=work.pk)
        assert gone.current_workflow_state is None
        assert gone.is_withdrawn

    def test_a_second_time_is_told_so(self, db):
        work = handed_in()
        withdraw(work, work.author)
        with pytest.raises(errors.WorkWithdrawn):
            withdraw(work, work.author)

    def test_the_page_says_what_it_means_first(self, client, member):
        work = WorkFactory(author=member)
        assert client.get(f"/me/works/{work.pk}/withdraw/").status_code == 200
        assert Work.objects.get(pk=work.pk).live
        client.post(f"/me/works/{work.pk}/withdraw/")
        assert not Work.objects.get(pk=work.pk).live
