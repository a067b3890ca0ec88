"""Who may say that a finding may stay, why, and for how long it holds."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from approval.checks.actions import FindingGone, ReasonMissing, acknowledge
from approval.checks.findings import draft_of, findings_of
from approval.checks.taking_back import NotYoursToTakeBack, take_back_acknowledgement
from approval.errors import UnderReview
from approval.models import Acknowledgement
from people.models import Role

from ..conftest import decide, make_draft, make_member, submit
from .conftest import RESIDENT_ID, set_severity

REASON = "国家标准中的示例号码"


@pytest.fixture
def blocked(draft, officer):
    return write(draft, officer, f"证件号{RESIDENT_ID}。")


def write(page, officer, *paragraphs):
    page.body = [("text", "".join(f"<p>{words}</p>" for words in paragraphs))]
    page.save_revision(user=officer)
    return page


def finding_of(thing):
    (finding,) = findings_of(draft_of(thing))
    return finding


def url_of(page) -> str:
    return reverse("approval_checks", args=["news.newspage", page.pk])


def test_the_reason_is_kept_with_who_and_when(blocked, officer):
    acknowledge(blocked, finding_of(blocked).fingerprint, officer, f"  {REASON} ")
    row = Acknowledgement.objects.get()
    assert (row.reason, row.by, row.by_name, row.check_code) == (REASON, officer, "钱小文", "resident_id")
    assert RESIDENT_ID in row.excerpt
    finding = finding_of(blocked)
    assert finding.acknowledgement == row
    assert not finding.is_blocking


def test_it_holds_when_the_words_move(blocked, officer):
    acknowledge(blocked, finding_of(blocked).fingerprint, officer, REASON)
    write(blocked, officer, "另起一段。", "再起一段。", f"证件号{RESIDENT_ID}。")
    assert not finding_of(blocked).is_blocking


@pytest.mark.parametrize("words", ["证件号110105194912310038。", f"患者的证件号是{RESIDENT_ID}。"])
def test_it_does_not_hold_for_other_words(blocked, officer, words):
    acknowledge(blocked, finding_of(blocked).fingerprint, officer, REASON)
    write(blocked, officer, words)
    assert any(finding.is_blocking for finding in findings_of(draft_of(blocked)))


def test_it_does_not_hold_on_another_page(blocked, news_index, officer):
    acknowledge(blocked, finding_of(blocked).fingerprint, officer, REASON)
    other = write(make_draft(news_index, officer, slug="other"), officer, f"证件号{RESIDENT_ID}。")
    assert finding_of(other).is_blocking


def test_a_reason_is_required(blocked, officer):
    with pytest.raises(ReasonMissing):
        acknowledge(blocked, finding_of(blocked).fingerprint, officer, "   ")


def test_what_is_not_found_cannot_be_acknowledged(blocked, officer):
    with pytest.raises(FindingGone):
        acknowledge(blocked, "0" * 64, officer, REASON)


def test_a_second_acknowledgement_changes_nothing(blocked, officer, chair):
    fingerprint = finding_of(blocked).fingerprint
    acknowledge(blocked, fingerprint, officer, REASON)
    acknowledge(blocked, fingerprint, chair, "另一个理由")
    assert Acknowledgement.objects.get().reason == REASON


def test_a_finding_that_warns_is_acknowledged_as_well(blocked, officer):
    set_severity(resident_id="warn")
    acknowledge(blocked, finding_of(blocked).fingerprint, officer, REASON)
    assert finding_of(blocked).acknowledgement


@pytest.mark.parametrize(("role", "may"), [("officer", True), ("chair", True), ("deputy", True), ("reader", False)])
def test_whoever_may_edit_the_page_may_acknowledge(role, may, blocked, client, request):
    client.force_login(request.getfixturevalue(role))
    form = {"fingerprint": finding_of(blocked).fingerprint, "reason": REASON}
    client.get(url_of(blocked))
    client.post(url_of(blocked), form)
    assert Acknowledgement.objects.exists() == may


@pytest.mark.parametrize("role", ["librarian", "administrator"])
def test_other_roles_of_the_admin_neither_see_nor_acknowledge(role, blocked, client):
    from tests.factories import MemberFactory

    client.force_login(MemberFactory(**{role: True}))
    response = client.get(url_of(blocked))
    assert RESIDENT_ID not in response.content.decode()
    client.post(url_of(blocked), {"fingerprint": finding_of(blocked).fingerprint, "reason": REASON})
    assert not Acknowledgement.objects.exists()


def test_a_librarian_acknowledges_on_a_book_and_not_on_an_honour(honour_draft, client):
    from tests.factories import BookFactory, MemberFactory

    librarian = MemberFactory(librarian=True)
    book = BookFactory(draft=True, by=librarian, description="12床")
    acknowledge(book, finding_of(book).fingerprint, librarian, REASON)
    honour_draft.citation = "12床"
    honour_draft.save_revision()
    with pytest.raises(PermissionDenied):
        acknowledge(honour_draft, finding_of(honour_draft).fingerprint, librarian, REASON)


def test_what_is_locked_by_a_review_is_seen_and_not_acknowledged(draft, officer, client):
    write(draft, officer, "拨打13812345678")
    fingerprint = finding_of(draft).fingerprint
    submit(draft, officer)
    page = type(draft).objects.get(pk=draft.pk)
    with pytest.raises(PermissionDenied):
        acknowledge(page, fingerprint, officer, REASON)
    client.force_login(officer)
    content = client.get(url_of(page)).content.decode()
    assert "13812345678" in content
    assert fingerprint not in content


@pytest.mark.parametrize("label", ["people.member", "wagtailcore.site", "news.newscategory", "no.such", "nonsense"])
def test_the_list_opens_for_pages_and_public_snippets_only(label, officer, client):
    client.force_login(officer)
    assert client.get(reverse("approval_checks", args=[label, officer.pk])).status_code == 404


@pytest.mark.parametrize("pk", ["0", "x", "9" * 40])
def test_the_list_of_something_that_is_not_there_is_not_found(pk, officer, client):
    client.force_login(officer)
    assert client.get(reverse("approval_checks", args=["news.newspage", pk])).status_code == 404


def test_a_page_can_be_named_by_its_general_kind(blocked, officer, client):
    client.force_login(officer)
    assert isinstance(blocked, Page)
    assert client.get(reverse("approval_checks", args=["wagtailcore.page", blocked.pk])).status_code == 200


def acknowledged(page, by) -> str:
    """Acknowledge the finding on a page; returns its fingerprint."""
    return acknowledge(page, finding_of(page).fingerprint, by, REASON).fingerprint


def test_who_gave_a_reason_takes_it_back_and_the_finding_counts_again(blocked, officer):
    fingerprint = acknowledged(blocked, officer)
    take_back_acknowledgement(blocked, fingerprint, officer)
    take_back_acknowledgement(blocked, fingerprint, officer)
    assert finding_of(blocked).is_blocking


@pytest.mark.parametrize("role", ["chair", "deputy"])
def test_an_approver_takes_a_reason_back_that_somebody_else_gave(role, blocked, officer, request):
    take_back_acknowledgement(blocked, acknowledged(blocked, officer), request.getfixturevalue(role))
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("role", ["another officer", "superuser", "reader", "administrator"])
def test_nobody_else_takes_it_back(role, blocked, officer, client, request):
    roles = {"another officer": Role.PUBLICITY_OFFICER, "administrator": Role.ADMINISTRATOR}
    member = make_member("1010", "吴桐", roles[role]) if role in roles else request.getfixturevalue(role)
    fingerprint = acknowledged(blocked, officer)
    with pytest.raises(NotYoursToTakeBack):
        take_back_acknowledgement(blocked, fingerprint, member)
    client.force_login(member)
    client.post(url_of(blocked), {"action": "take_back", "fingerprint": fingerprint})
    assert Acknowledgement.objects.exists()


def test_it_is_not_taken_back_under_review_and_again_when_it_comes_back(blocked, officer, chair):
    fingerprint = acknowledged(blocked, officer)
    state = submit(type(blocked).objects.get(pk=blocked.pk), officer)
    for member in (officer, chair):
        with pytest.raises(UnderReview):
            take_back_acknowledgement(blocked, fingerprint, member)
    decide(state, chair, "reject", "请删去号码")
    take_back_acknowledgement(blocked, fingerprint, officer)
    assert finding_of(blocked).is_blocking


def test_it_is_taken_back_with_one_press_and_offered_to_nobody_else(blocked, officer, client):
    fingerprint = acknowledged(blocked, officer)
    client.force_login(make_member("1010", "吴桐", Role.PUBLICITY_OFFICER))
    assert 'value="take_back"' not in client.get(url_of(blocked)).content.decode()
    client.force_login(officer)
    assert 'value="take_back"' in client.get(url_of(blocked)).content.decode()
    html = client.post(
        url_of(blocked), {"action": "take_back", "fingerprint": fingerprint}, follow=True
    ).content.decode()
    assert 'value="take_back"' not in html
    assert not Acknowledgement.objects.exists()


def test_the_approver_reads_who_acknowledged_it_and_why(blocked, officer, chair, client):
    acknowledged(blocked, officer)
    state = submit(type(blocked).objects.get(pk=blocked.pk), officer)
    client.force_login(chair)
    html = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    reason = html.partition('<p class="finding__reason">')[2].partition("</p>")[0]
    assert "钱小文" in reason
    assert REASON in reason


def test_who_acknowledged_a_finding_may_approve_it(blocked, officer, chair):
    acknowledged(blocked, chair)
    decide(submit(type(blocked).objects.get(pk=blocked.pk), officer), chair)
    assert type(blocked).objects.get(pk=blocked.pk).live
