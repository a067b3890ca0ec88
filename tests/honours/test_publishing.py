"""Whom an honour proposes is published for objection; it is submitted once the list has taken effect."""

import pytest
from django.urls import reverse

from approval.errors import DecisionRefused
from honours.errors import HonourWaits
from honours.models import Honour, HonourRecipient
from honours.publishing import put_forward
from publications.errors import AlreadyInEffect
from publications.jobs import conclude_what_is_over
from publications.models import Publication
from publications.questions import publication_of, standing_of
from tests.approval.conftest import decide, submit
from tests.factories import DepartmentFactory, HonourFactory, MemberFactory
from tests.publications.conftest import AFTER, monday

__all__ = ["monday"]


@pytest.fixture
def officer(site, monday):
    return MemberFactory(officer=True)


@pytest.fixture
def honour(officer):
    ward = DepartmentFactory(name="急诊科")
    people = [MemberFactory(name="张三", department=ward), ward, "护理一组"]
    return HonourFactory(title="工会贡献奖", draft=True, by=officer, to=people)


def published(honour, officer) -> Publication:
    """Put forward, completed by the office, and approved by the chair."""
    drafted = put_forward(honour, officer).get_latest_revision_as_object()
    drafted.contact_name, drafted.contact_phone, drafted.supervision_phone = "工会办公室", "8001", "8002"
    drafted.save_revision(user=officer)
    drafted = Publication.objects.get(pk=drafted.pk)
    decide(submit(drafted, officer), MemberFactory(chair=True))
    return Publication.objects.get(pk=drafted.pk)


def written_anew(honour, officer, *recipients):
    written = honour.get_latest_revision_as_object()
    written.recipients = [HonourRecipient(name=name, sort_order=place) for place, name in enumerate(recipients)]
    written.save_revision(user=officer)
    return Honour.objects.get(pk=honour.pk)


def again(honour):
    return Honour.objects.get(pk=honour.pk)


def test_the_draft_names_the_recipients_in_their_order(honour, officer):
    drafted = put_forward(honour, officer)
    assert [(line.name, line.department) for line in drafted.lines.all()] == [
        ("张三", "急诊科"),
        ("急诊科", ""),
        ("护理一组", ""),
    ]
    assert drafted.subject == honour
    assert (drafted.live, standing_of(honour)) == (False, None)
    assert "工会贡献奖" in drafted.introduction


def test_a_long_title_is_shortened(officer):
    drafted = put_forward(HonourFactory(title="奖" * 80, draft=True, by=officer), officer)
    assert 60 < len(drafted.title) <= 80
    assert drafted.title.endswith("拟表彰名单")


def test_an_honour_without_a_list_is_submitted_as_ever(honour, officer):
    submit(honour, officer)
    assert again(honour).workflow_in_progress


def test_it_is_submitted_only_once_its_list_has_taken_effect(honour, officer, monday):
    put_forward(honour, officer)
    with pytest.raises(DecisionRefused):
        submit(again(honour), officer)
    published(honour, officer)
    with pytest.raises(DecisionRefused):
        submit(again(honour), officer)
    monday.move_to(AFTER)
    conclude_what_is_over(0)
    assert standing_of(honour).is_in_effect
    decide(submit(again(honour), officer), MemberFactory(chair=True))
    assert again(honour).live


def test_other_recipients_than_those_of_the_list_are_not_submitted(honour, officer, monday):
    published(honour, officer)
    monday.move_to(AFTER)
    conclude_what_is_over(0)
    with pytest.raises(DecisionRefused):
        submit(written_anew(honour, officer, "护理二组"), officer)
    with pytest.raises(AlreadyInEffect):
        put_forward(honour, officer)


def test_recipients_that_change_while_the_list_stands_stop_it(honour, officer, monday):
    published(honour, officer)
    written_anew(honour, officer, "护理二组")
    conclude_what_is_over(0)
    assert standing_of(honour).ending == "outdated"
    published(honour, officer)
    assert [line.name for line in publication_of(honour).lines.all()] == ["护理二组"]
    assert standing_of(honour).is_standing


def test_another_wording_of_the_honour_leaves_the_list_standing(honour, officer, monday):
    published(honour, officer)
    written = honour.get_latest_revision_as_object()
    written.citation = "改了一句话。"
    written.save_revision(user=officer)
    conclude_what_is_over(0)
    assert standing_of(honour).is_standing


def test_what_waits_for_its_approval_is_not_put_forward(honour, officer):
    submit(honour, officer)
    with pytest.raises(HonourWaits):
        put_forward(honour, officer)


def test_an_honour_that_was_deleted_stops_its_list(honour, officer):
    publication = published(honour, officer)
    Honour.objects.all().delete()
    conclude_what_is_over(0)
    assert publication.standings.get().ending == "outdated"


class TestThePage:
    def address(self, honour):
        return reverse("put_honour_forward", args=[honour.pk])

    def test_the_office_drafts_the_list_and_comes_to_its_editor(self, honour, officer, client):
        client.force_login(officer)
        edit = client.get(reverse(Honour.snippet_viewset.get_url_name("edit"), args=[honour.pk]))
        assert self.address(honour) in edit.content.decode()
        assert "护理一组" in client.get(self.address(honour)).content.decode()
        assert not Publication.objects.exists()
        answer = client.post(self.address(honour))
        [drafted] = Publication.objects.all()
        assert answer.url == reverse(Publication.snippet_viewset.get_url_name("edit"), args=[drafted.pk])

    def test_what_is_refused_is_said_there(self, honour, officer, client):
        submit(honour, officer)
        client.force_login(officer)
        page = client.post(self.address(honour), follow=True)
        assert str(HonourWaits.sentence) in page.content.decode()
        assert not Publication.objects.exists()

    def test_it_says_where_the_list_is(self, honour, officer, monday, client):
        publication = published(honour, officer)
        client.force_login(officer)
        assert publication.url in client.get(self.address(honour)).content.decode()
        monday.move_to(AFTER)
        conclude_what_is_over(0)
        page = client.get(self.address(honour)).content.decode()
        assert "button" in page
        assert 'method="post"' not in page.split('class="approval"')[1]

    def test_nobody_else_comes_here(self, honour, client):
        for stranger in (MemberFactory(), MemberFactory(administrator=True)):
            client.force_login(stranger)
            answer = client.post(self.address(honour))
            assert answer.status_code == 302
            assert not Publication.objects.exists()

    def test_no_such_honour(self, officer, client):
        client.force_login(officer)
        assert client.get(reverse("put_honour_forward", args=[987654])).status_code == 404

    def test_staff_read_no_way_to_an_honour_that_is_a_draft(self, honour, officer, client):
        publication = published(honour, officer)
        client.force_login(MemberFactory())
        page = client.get(publication.url).content.decode()
        assert f"/honours/{honour.pk}/" not in page
