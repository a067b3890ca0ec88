"""The page on which proofs are read and ticked, and what the editor says of them."""

import pytest
from django.urls import reverse

from approval.models import ApprovalSettings, ProofReading
from tests.factories import MemberFactory
from tests.list_costs import queries_for

from ..conftest import decide, submit
from .conftest import ask_for, now_says, read, rewrite


def page_of(thing, name="approval_proofs") -> str:
    return reverse(name, args=[type(thing)._meta.label_lower, thing.pk])


def editor_of(thing) -> str:
    names = {"newspage": "wagtailadmin_pages:edit", "honour": "wagtailsnippets_honours_honour:edit"}
    return reverse(names[thing._meta.model_name], args=[thing.pk])


@pytest.fixture(params=["draft", "honour_draft"])
def thing(request):
    """A page, and a snippet."""
    return request.getfixturevalue(request.param)


def test_a_proof_is_ticked_and_taken_back_with_one_press_each(thing, colleague, client):
    ask_for(1)
    client.force_login(colleague)
    html = client.get(page_of(thing)).content.decode()
    assert f'name="shown" value="{now_says(thing)}"' in html
    assert "一校：我已校对" in html
    html = client.post(page_of(thing), {"round": "1", "shown": now_says(thing)}, follow=True).content.decode()
    assert ProofReading.objects.get().by == colleague
    assert "吴桐" in html
    assert "我已校对" not in html
    client.post(page_of(thing), {"action": "take_back", "round": "1"})
    assert not ProofReading.objects.exists()


def test_looking_at_the_page_ticks_nothing(draft, colleague, client):
    ask_for(1)
    client.force_login(colleague)
    client.get(page_of(draft), {"round": "1", "shown": now_says(draft)})
    assert not ProofReading.objects.exists()


def test_what_changed_meanwhile_is_said_and_not_ticked(draft, officer, colleague, client):
    ask_for(1)
    shown = now_says(draft)
    rewrite(draft, officer)
    client.force_login(colleague)
    html = client.post(page_of(draft), {"round": "1", "shown": shown}, follow=True).content.decode()
    assert "有人改动了文字" in html
    assert not ProofReading.objects.exists()


def test_who_may_not_read_the_next_proof_is_told_instead_of_offered_it(draft, officer, client):
    ask_for(1)
    client.force_login(officer)
    html = client.get(page_of(draft)).content.decode()
    assert "稿件由您起草" in html
    assert "我已校对" not in html


def test_only_who_gave_the_last_tick_is_offered_to_take_it_back(draft, officer, colleague, client):
    ask_for(2)
    read(draft, 1, officer)
    read(draft, 2, colleague)
    for member, offered in [(officer, False), (colleague, True)]:
        client.force_login(member)
        assert ('value="take_back"' in client.get(page_of(draft)).content.decode()) is offered


def test_under_review_nothing_is_offered(draft, officer, colleague, chair, client):
    ask_for(2, missing_proof="warn")
    read(draft, 1, colleague)
    submit(type(draft).objects.get(pk=draft.pk), officer)
    for member in (colleague, chair):
        client.force_login(member)
        html = client.get(page_of(draft)).content.decode()
        assert 'name="round"' not in html
        assert "已提交审批" in html


def test_the_draft_is_shown_as_readers_will_see_it(draft, colleague, client):
    rewrite(draft, colleague, title="还没有公开的标题")
    client.force_login(colleague)
    assert "还没有公开的标题" in client.get(page_of(draft, "approval_proof_preview")).content.decode()


@pytest.mark.parametrize("role", ["librarian", "administrator", "reader"])
@pytest.mark.parametrize("name", ["approval_proofs", "approval_proof_preview"])
def test_who_may_not_edit_it_neither_sees_nor_ticks(name, role, draft, reader, client):
    ask_for(1)
    client.force_login(reader if role == "reader" else MemberFactory(**{role: True}))
    response = client.get(page_of(draft, name))
    assert response.status_code == 302
    client.post(page_of(draft), {"round": "1", "shown": now_says(draft)})
    assert not ProofReading.objects.exists()


@pytest.mark.parametrize("label", ["people.member", "wagtailcore.site", "news.newscategory", "no.such", "nonsense"])
def test_it_opens_for_pages_and_public_snippets_only(label, officer, client):
    client.force_login(officer)
    assert client.get(reverse("approval_proofs", args=[label, officer.pk])).status_code == 404


@pytest.mark.parametrize("number", ["", "0", "4", "x", "9" * 30])
def test_a_round_that_is_none_is_refused(number, draft, colleague, client):
    ask_for(3)
    client.force_login(colleague)
    assert client.post(page_of(draft), {"round": number, "shown": now_says(draft)}).status_code == 302
    assert not ProofReading.objects.exists()


def test_the_editor_says_who_has_read_what_and_what_is_missing(thing, officer, colleague, client):
    client.force_login(officer)
    assert page_of(thing) not in client.get(editor_of(thing)).content.decode()
    ask_for(2)
    tick = read(thing, 1, colleague)
    html = client.get(editor_of(thing)).content.decode()
    assert "一校 吴桐" in html
    assert f"{tick.at.year}-" in html
    assert "缺二校" in html
    assert page_of(thing) in html
    rewrite(thing, officer)
    assert "此后文字有改动" in client.get(editor_of(thing)).content.decode()


def test_the_editor_of_what_is_public_says_nothing_of_proofs(draft, officer, chair, client):
    decide(submit(draft, officer), chair)
    ask_for(2)
    client.force_login(officer)
    assert page_of(draft) not in client.get(editor_of(draft)).content.decode()


def test_names_are_never_markup(draft, colleague, client):
    ask_for(2)
    colleague.name = "<b>吴桐</b>"
    colleague.save()
    read(draft, 1, colleague)
    client.force_login(colleague)
    for address in (page_of(draft), editor_of(draft)):
        assert "<b>吴桐</b>" not in client.get(address).content.decode()


def test_one_tick_and_three_cost_the_same(draft, officer, colleague, third, client):
    ask_for(3)
    read(draft, 1, officer)
    client.force_login(third)
    one = len(queries_for(client, page_of(draft)))
    read(draft, 2, colleague)
    read(draft, 3, third)
    assert len(queries_for(client, page_of(draft))) == one


@pytest.mark.parametrize(
    ("role", "may"), [("chair", True), ("deputy", True), ("administrator", True), ("officer", False)]
)
def test_chair_deputies_and_administrator_say_how_many_are_asked_for(role, may, db, client, request):
    member = MemberFactory(administrator=True) if role == "administrator" else request.getfixturevalue(role)
    client.force_login(member)
    address = reverse("wagtailsettings:edit", args=["approval", "approvalsettings", ApprovalSettings.load().pk])
    form = {
        "remind_after": "2",
        "escalate_after": "4",
        "remarks": "x",
        "proofs": "3",
        "missing_proof": "warn",
        "one_reads_several": "on",
    }
    client.post(address, form)
    settings = ApprovalSettings.current()
    assert (settings.proofs, settings.one_reads_several) == ((3, True) if may else (0, False))
