"""The draft of a list that another room has worked out."""

import pytest

from publications.actions.drafting import Line, draft
from publications.errors import NobodyOnTheList
from publications.models import Publication
from publications.questions import may_be_changed, publication_of, standing_of
from tests.factories import DepartmentFactory, HonourFactory, MemberFactory, PublicationFactory


@pytest.fixture
def subject(db):
    return HonourFactory(title="先进职工")


@pytest.fixture
def officer(db):
    return MemberFactory(officer=True)


def drafted(subject, by, *lines, title="先进职工公示"):
    return draft(subject, by=by, title=title, introduction="现予公示。", columns=["得分"], lines=lines)


def test_a_draft_is_made_with_the_lines_in_their_order_and_nothing_is_public(subject, officer):
    member = MemberFactory(name="张三", department=DepartmentFactory(name="急诊科"))
    drafted(subject, officer, Line(member, cells=[90]), Line(name="护理一组", heading="集体", outcome="substitute"))

    publication = publication_of(subject)
    first, second = publication.lines.all()
    assert not publication.live
    assert standing_of(subject) is None
    assert may_be_changed(subject)
    assert (first.name, first.department, first.cells, first.member) == ("张三", "急诊科", ["90"], member)
    assert (second.name, second.heading, second.is_substitute) == ("护理一组", "集体", True)


def test_drafting_again_writes_the_same_draft_anew_and_keeps_what_the_office_has_entered(subject, officer):
    publication = drafted(subject, officer, Line(name="甲"))
    written = publication.get_latest_revision_as_object()
    written.contact_phone = "8001"
    written.save_revision(user=officer, clean=False)

    again = drafted(subject, officer, Line(name="乙"), Line(name="甲"))

    latest = Publication.objects.get().get_latest_revision_as_object()
    assert again.pk == publication.pk
    assert [line.name for line in latest.lines.all()] == ["乙", "甲"]
    assert latest.contact_phone == "8001"
    assert latest.latest_revision.user == officer


def test_the_contacts_of_the_last_list_stand_in_the_next_draft(subject, officer):
    PublicationFactory(contact_name="工会办公室", supervision_phone="8002")
    publication = drafted(subject, officer, Line(name="甲"))
    assert (publication.contact_name, publication.supervision_phone) == ("工会办公室", "8002")


def test_a_title_that_is_too_long_is_cut(subject, officer):
    assert drafted(subject, officer, Line(name="甲"), title="奖" * 90).title == "奖" * 80


def test_a_list_without_anybody_is_not_drafted(subject, officer):
    with pytest.raises(NobodyOnTheList):
        drafted(subject, officer)
    assert publication_of(subject) is None
