"""Small changes together: each is shown with what it replaces and what the checks found, none is approved unseen."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask

from approval.checks.actions import acknowledge
from approval.checks.findings import draft_of, findings_of
from approval.models import Deputyship, Finder, ReviewTask
from approval.roles import WORKFLOW_NAME
from news.models import NewsPage
from people.models import Role
from tests.list_costs import queries_for

from .conftest import decide, make_draft, make_member, submit

SEVERAL = "/admin/approvals/several/"
CHANGED = "电话请拨 13912345678。"


@pytest.fixture
def live(draft, officer, chair):
    decide(submit(draft, officer), chair)
    return NewsPage.objects.get(pk=draft.pk)


def changed(page, officer, **fields):
    page = NewsPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=officer)
    return page


def give_reason(page, officer, reason):
    for finding in findings_of(draft_of(page)):
        acknowledge(page, finding.fingerprint, officer, reason)


def open_it(client, member):
    client.force_login(member)
    return client.get(SEVERAL)


def shown(answer) -> set[int]:
    return {state.pk for state in answer.context["small"]}


def tick(client, answer, *states):
    """Send the page with `states` ticked: task states or whatever else a browser may send."""
    wanted = [getattr(state, "pk", state) for state in states]
    return client.post(SEVERAL, {"state": wanted, "pages_seen": answer.context["pages_seen"]}, follow=True)


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def is_live(slug) -> bool:
    return NewsPage.objects.get(slug=slug).live


def test_small_items_are_approved_together_each_by_its_own_tick(live, news_index, officer, chair, client):
    first = submit(changed(live, officer, summary="改了一个字。"), officer)
    second = submit(make_draft(news_index, officer, "second"), officer)
    page = open_it(client, chair)
    assert shown(page) == {first.pk, second.pk}
    tick(client, page, first)
    assert NewsPage.objects.get(pk=live.pk).summary == "改了一个字。"
    assert not is_live("second")


def test_what_it_replaces_stands_beside_what_comes(live, officer, chair, client):
    submit(changed(live, officer, summary="四月的第三个周六，滨河步道见。"), officer)
    html = open_it(client, chair).content.decode()
    assert "第<del>二</del><ins>三</ins>个周六" in html


def test_what_was_mended_after_an_approval_is_shown_against_what_was_approved(draft, officer, chair, deputy, client):
    last = ReviewTask.objects.get(name=WORKFLOW_NAME)
    last.groups.set(Group.objects.filter(name="工会主席"))
    first = ReviewTask.objects.create(name="初审", finder=Finder.PERSON, person=deputy)
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name=WORKFLOW_NAME), task=first, sort_order=-1)
    decide(submit(draft, officer), deputy)
    decide(NewsPage.objects.get(pk=draft.pk).current_workflow_task_state, chair, "reject", "请写明雨天怎么办。")
    changed(draft, officer, summary="下雨改到次日。").current_workflow_state.resume(officer)
    answer = open_it(client, deputy)
    (state,) = answer.context["small"]
    assert [change.name for change in state.changes] == ["summary"]
    assert "您通过之后有改动" in answer.content.decode()


def test_a_long_text_is_no_small_item(news_index, officer, chair, client):
    submit(make_draft(news_index, officer, body=[("text", "<p>" + "长" * 500 + "</p>")]), officer)
    assert shown(open_it(client, chair)) == set()


def test_what_the_checks_warn_of_is_no_small_item(live, officer, chair, client):
    submit(changed(live, officer, summary=CHANGED), officer)
    assert shown(open_it(client, chair)) == set()


def test_with_a_reason_it_is_and_the_reason_stands_there(live, officer, chair, client):
    page = changed(live, officer, summary=CHANGED)
    give_reason(page, officer, "办公室公布的值班手机。")
    state = submit(page, officer)
    answer = open_it(client, chair)
    assert shown(answer) == {state.pk}
    html = answer.content.decode()
    assert "<mark>13912345678</mark>" in html
    assert "办公室公布的值班手机。" in html


def test_a_deputy_reads_in_whose_place_it_is_decided(draft, officer, chair, client):
    stand_in = make_member("3003", "何欣", Role.PUBLICITY_OFFICER)
    Deputyship.objects.create(
        principal=chair, deputy=stand_in, first_date=date(2020, 1, 1), last_date=date(2099, 1, 1), named_by=chair
    )
    submit(draft, officer)
    assert "孙立" in open_it(client, stand_in).content.decode()


def test_ticking_what_is_not_ones_own_to_decide_changes_nothing(draft, chair, client):
    state = submit(draft, chair)
    tick(client, open_it(client, chair), state)
    assert not is_live(draft.slug)


def test_what_the_page_did_not_show_is_not_approved_by_it(news_index, officer, chair, deputy, client):
    small = submit(make_draft(news_index, officer, "small"), officer)
    long = submit(make_draft(news_index, officer, "long", body=[("text", "<p>" + "长" * 500 + "</p>")]), officer)
    answer = tick(client, open_it(client, chair), small, long)
    assert is_live("small")
    assert not is_live("long")
    assert len(said(answer)) == 2
    assert answer.redirect_chain[-1][0] == reverse("approval_several")


def test_the_list_of_somebody_elses_page_opens_nothing(draft, officer, chair, deputy, client):
    state = submit(draft, officer)
    others = open_it(client, deputy)
    client.force_login(chair)
    tick(client, others, state)
    client.post(SEVERAL, {"state": [state.pk]})
    assert not is_live(draft.slug)


@pytest.mark.parametrize("rubbish", ["x", "²", "-1", "1.5", "9" * 30, "9" * 5000, " ", "\x00"])
def test_rubbish_is_passed_over(rubbish, draft, officer, chair, client):
    state = submit(draft, officer)
    answer = tick(client, open_it(client, chair), rubbish)
    assert answer.status_code == 200
    assert len(said(answer)) == 1
    assert not is_live(draft.slug)
    tick(client, open_it(client, chair), rubbish, state)
    assert is_live(draft.slug)


def test_what_somebody_else_decided_meanwhile_is_named_and_the_rest_approved(
    news_index, officer, chair, deputy, client
):
    first = submit(make_draft(news_index, officer, "first", title="甲"), officer)
    second = submit(make_draft(news_index, officer, "second", title="乙"), officer)
    page = open_it(client, chair)
    decide(first, deputy, "reject", "请补充照片。")
    answer = tick(client, page, first, second)
    assert not is_live("first")
    assert is_live("second")
    assert any("甲" in message for message in said(answer))
    assert all("没有勾选" not in message for message in said(answer))


def test_the_office_is_asked_for_its_rules_once_and_another_item_costs_what_putting_it_together_costs(
    news_index, officer, chair, client
):
    def wait_for_another(number):
        page = make_draft(news_index, officer, f"walk-{number}")
        decide(submit(page, officer), chair)
        page = changed(page, officer, summary=CHANGED)
        give_reason(page, officer, "办公室公布的值班手机。")
        submit(page, officer)

    def costs() -> list[str]:
        client.force_login(chair)
        return queries_for(client, SEVERAL)

    wait_for_another(1)
    one = costs()
    wait_for_another(2)
    wait_for_another(3)
    three = costs()
    for table in ("checkedword", "checksettings", "approvalrecord", "wagtailcore_taskstate"):
        assert sum(f'FROM "approval_{table}' in sql or f'FROM "{table}' in sql for sql in three) == sum(
            f'FROM "approval_{table}' in sql or f'FROM "{table}' in sql for sql in one
        )
    # Two versions are put together from what is stored: their choices are looked up one by one.
    assert (len(three) - len(one)) / 2 <= 16, "\n".join(three)
