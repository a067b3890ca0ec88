"""A list in Wagtail's editor, from the pasted table to what readers see, through the approval."""

import pytest
from django.urls import reverse

from approval.checks.findings import draft_of, findings_of
from approval.comparison import changes_of
from approval.errors import DecisionRefused
from publications import registry
from publications.actions.drafting import Line, draft
from publications.actions.objecting import answer, object_to
from publications.jobs import conclude_what_is_over
from publications.models import Publication
from publications.readers import who_answers
from publications.registry import Subject, register_subject
from tests.approval.conftest import decide, submit
from tests.factories import HonourFactory, MemberFactory, PublicationFactory

from .conftest import AFTER

ADD = reverse("wagtailsnippets_publications_publication:add")
TABLE = "姓名\t科室\t得分\n张三\t急诊科\t90\n李四\t儿科\t88"


def form(**changes) -> dict:
    """Return what the editor sends for a list."""
    return {
        "title": "拟表彰名单",
        "introduction": '{"blocks": [{"key": "a", "text": "现予公示。", "type": "unstyled"}], "entityMap": {}}',
        "list_text": TABLE,
        "working_days": "5",
        "contact_name": "工会办公室",
        "contact_phone": "8001",
        "supervision_phone": "8002",
        **changes,
    }


def edit_address(publication) -> str:
    return reverse("wagtailsnippets_publications_publication:edit", args=[publication.pk])


@pytest.fixture
def at_work(client, site, officer):
    client.force_login(officer)
    return client


def test_a_pasted_table_becomes_a_list_that_is_approved_and_stands(at_work, officer, chair):
    at_work.post(ADD, form())
    publication = Publication.objects.get()
    assert not publication.live
    decide(submit(publication, officer), chair)
    publication.refresh_from_db()
    assert publication.live
    assert publication.columns == ["得分"]
    assert [(line.name, line.cells) for line in publication.lines.all()] == [("张三", ["90"]), ("李四", ["88"])]
    assert publication.standings.get().is_standing


def test_the_chair_who_has_approved_a_list_answers_the_objections_to_it(at_work, officer, chair):
    at_work.post(ADD, form())
    publication = Publication.objects.get()
    decide(submit(publication, officer), chair)
    objection = object_to(Publication.objects.get(), MemberFactory(), "得分不符。")
    assert who_answers(objection) == [chair]


def test_the_editor_opens_with_the_list_as_text_and_changes_it(at_work, officer):
    at_work.post(ADD, form())
    publication = Publication.objects.get()
    page = at_work.get(edit_address(publication)).content.decode()
    assert "\t张三\t急诊科\t90" in page
    at_work.post(edit_address(publication), form(list_text="姓名\n王五"))
    latest = Publication.objects.get().get_latest_revision_as_object()
    assert [line.name for line in latest.lines.all()] == ["王五"]


def test_what_cannot_be_read_stays_in_the_editor_with_a_sentence(at_work):
    page = at_work.post(ADD, form(list_text="姓名\t工号\n张三\t99999")).content.decode()
    assert "99999" in page
    assert "张三" in page
    assert not Publication.objects.exists()


@pytest.fixture
def drafted(officer, monkeypatch):
    monkeypatch.setattr(registry, "_subjects", {})
    publication = draft(
        HonourFactory(),
        by=officer,
        title="拟表彰名单",
        introduction="现予公示。",
        columns=[],
        lines=[Line(name="张三")],
    )
    written = publication.get_latest_revision_as_object()
    written.contact_name, written.contact_phone, written.supervision_phone = "工会", "8001", "8002"
    written.save_revision(user=officer)
    return Publication.objects.get()


def test_a_list_that_another_room_has_made_is_read_and_not_edited(at_work, drafted):
    page = at_work.get(edit_address(drafted)).content.decode()
    assert "张三" in page
    assert 'name="list_text"' not in page
    at_work.post(edit_address(drafted), form(list_text="姓名\n顶替的人", contact_phone="8009"))
    latest = Publication.objects.get().get_latest_revision_as_object()
    assert [line.name for line in latest.lines.all()] == ["张三"]
    assert latest.contact_phone == "8009"


def why_not(publication) -> list[str]:
    return [
        finding.problem for finding in findings_of(draft_of(publication)) if finding.check == "publication_standing"
    ]


def test_an_empty_list_is_not_submitted(site, officer):
    publication = PublicationFactory(draft=True, by=officer, of=[])
    assert len(why_not(publication)) == 1
    with pytest.raises(DecisionRefused):
        submit(publication, officer)


def test_what_an_objection_has_stopped_is_not_submitted_unchanged(site, officer, auditor, reader):
    publication = PublicationFactory(by=officer)
    assert why_not(publication) == []
    answer(object_to(publication, reader, "不符。"), auditor, upheld=True, reason="属实。")
    assert len(why_not(Publication.objects.get())) == 1


def test_what_has_changed_since_it_was_drafted_is_not_submitted(site, drafted):
    assert why_not(drafted) == []
    register_subject("honours.honour", Subject(is_unchanged=lambda publication: False))
    assert len(why_not(drafted)) == 1


def test_what_is_in_effect_is_not_changed_by_another_version(site, officer, monday):
    publication = PublicationFactory(by=officer)
    monday.move_to(AFTER)
    conclude_what_is_over(0)
    written = Publication.objects.get().get_latest_revision_as_object()
    written.title = "别的名单"
    written.save_revision(user=officer)
    assert len(why_not(Publication.objects.get(pk=publication.pk))) == 1


def test_an_approver_reads_which_lines_a_new_version_changes(at_work, officer, chair, rf):
    at_work.post(ADD, form())
    publication = Publication.objects.get()
    first = publication.latest_revision
    request = rf.get("/")
    request.user = chair
    new = {change.name: change.words for change in changes_of(first, request)}
    assert "张三 · 急诊科 · 90" in new["lines"]
    decide(submit(publication, officer), chair)
    at_work.post(edit_address(publication), form(list_text="姓名\t科室\t得分\n李四\t儿科\t88\n王五\t儿科\t87"))
    changed = {change.name: change.words for change in changes_of(Publication.objects.get().latest_revision, request)}
    assert list(changed) == ["lines"]
    assert "<del>张三" in changed["lines"]
    assert "王五" in changed["lines"]
    at_work.post(edit_address(publication), form(contact_phone="8009"))
    changes = changes_of(Publication.objects.get().latest_revision, request)
    assert [change.name for change in changes] == ["contact_phone"]
