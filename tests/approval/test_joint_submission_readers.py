"""Who reads how much of a joint submission, and what each card says besides the text."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import WorkflowTask

from approval.models import ApprovalSettings, Finder
from approval.together.deciding import decide_together
from approval.together.members import states_of
from approval.together.submitting import submit_together
from news.models import NewsPage
from people.models import Department, Role

from .conftest import make_draft, make_member, make_stage
from .proofs.conftest import ask_for, read
from .test_joint_submission_pages import address, pdf_words

HAD_A_HAND = "You worked on this item or approved it at an earlier stage, so somebody else decides on it."


def first_stage(**fields) -> None:
    """Let a stage of the deputy chairs come before the one that there is."""
    WorkflowTask.objects.update(sort_order=1)
    make_stage("初审", "副主席", order=0, **fields)


@pytest.fixture
def heads(db):
    """The heads of two departments, which decide first on what comes from them."""
    first_stage(finder=Finder.DEPARTMENT_HEAD)
    heads = [make_member("3001", "李护士长"), make_member("3002", "赵主任")]
    for head, slug in zip(heads, ["emergency", "pharmacy"], strict=True):
        Department.objects.create(name=f"{head.name}的科室", slug=slug, head=head)
    return heads


@pytest.fixture
def joint(heads, news_index, officer, chair, deputy):
    drafts = [
        make_draft(news_index, officer, slug, title=title, department=Department.objects.get(slug=slug))
        for slug, title in [("emergency", "急诊演练"), ("pharmacy", "药房轮值")]
    ]
    return submit_together(drafts, title="两科来稿", by=officer)


def test_a_head_finds_what_he_decides_and_nothing_else(joint, heads, client):
    client.force_login(heads[0])
    response = client.get(address(joint))
    html = response.content.decode()
    assert [state.revision.object_str for state in response.context["states"]] == ["急诊演练"]
    assert response.context["mine"] == 1
    assert "药房轮值" not in html
    assert address(joint, "_sheet") not in html
    assert client.get(address(joint, "_sheet")).status_code == 302


def test_nor_does_he_read_what_became_of_the_others(joint, heads, client):
    decide_together(joint, states_of(joint)[1:], heads[1], "reject", "轮值表有误")
    client.force_login(heads[0])
    html = client.get(address(joint)).content.decode()
    assert "急诊演练" in html
    assert "药房轮值" not in html
    assert "轮值表有误" not in html
    decide_together(joint, states_of(joint), heads[0], "reject", "请补充照片")
    response = client.get(address(joint))
    assert response.status_code == 200
    assert "药房轮值" not in response.content.decode()


@pytest.mark.parametrize("role", ["officer", "chair", "deputy", "administrator"])
def test_the_submitter_and_those_who_see_all_records_read_all_of_it(role, joint, client, request):
    member = make_member("1020", "管理员", Role.ADMINISTRATOR) if role == "administrator" else None
    client.force_login(member or request.getfixturevalue(role))
    html = client.get(address(joint)).content.decode()
    assert "急诊演练" in html
    assert "药房轮值" in html
    assert client.get(address(joint, "_sheet")).status_code == 200


def test_who_had_no_hand_in_it_reads_at_which_stage_it_waits(joint, chair, client):
    client.force_login(chair)
    response = client.get(address(joint))
    assert [(state.may_decide, state.had_a_hand) for state in response.context["states"]] == [(False, False)] * 2
    assert gettext(HAD_A_HAND) not in response.content.decode()
    said = gettext("It waits at the stage “%(stage)s”, where others decide.") % {"stage": "初审"}
    assert said in response.content.decode()


def test_who_worked_on_it_or_approved_it_before_reads_so(news_index, officer, chair, deputy, client):
    first_stage()
    worked_on = make_draft(news_index, officer, "one")
    NewsPage.objects.get(pk=worked_on.pk).save_revision(user=deputy)
    joint = submit_together([NewsPage.objects.get(pk=worked_on.pk)], title="一", by=officer)
    client.force_login(deputy)
    assert gettext(HAD_A_HAND) in client.get(address(joint)).content.decode()
    approved = submit_together([make_draft(news_index, officer, "two")], title="二", by=officer)
    decide_together(approved, states_of(approved), deputy, "approve")
    response = client.get(address(approved))
    assert [state.had_a_hand for state in response.context["states"]] == [True]
    assert gettext(HAD_A_HAND) in response.content.decode()


def test_each_card_and_the_sheet_say_who_has_read_the_proofs_and_that_the_hour_is_on_a_day_off(
    news_index, officer, chair, client
):
    # Nobody announces the days off of a year so far ahead.
    hour = timezone.now() + timedelta(days=900)
    draft = make_draft(news_index, officer, go_live_at=hour)
    other = make_draft(news_index, officer, "other")
    ask_for(1)
    for page in (draft, other):
        read(page, 1, make_member(f"10{page.pk}", f"吴桐{page.slug}", Role.PUBLICITY_OFFICER))
    pages = [NewsPage.objects.get(pk=page.pk) for page in (draft, other)]
    joint = submit_together(pages, title="两篇", by=officer)
    client.force_login(chair)
    response = client.get(address(joint))
    html = response.content.decode()
    states = response.context["states"]
    assert states[0].day_off
    assert states[0].day_off in html
    assert states[1].day_off == ""
    assert "吴桐spring-walk" in html
    assert "吴桐other" in html
    words = pdf_words(client.get(address(joint, "_sheet")))
    assert f"一校：吴桐spring-walk（10{draft.pk}）" in words
    assert f"一校：吴桐other（10{other.pk}）" in words


def test_a_look_writes_no_settings(joint, chair, client):
    ApprovalSettings.objects.all().delete()
    client.force_login(chair)
    assert client.get(address(joint)).status_code == 200
    assert client.get(reverse("approval_review", args=[states_of(joint)[0].pk])).status_code == 200
    assert client.get(reverse("approval_queue")).status_code == 200
    assert not ApprovalSettings.objects.exists()
