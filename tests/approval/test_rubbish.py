"""What nobody should send to the approval pages, and what they answer: a sentence, or nothing there; never a fault."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from approval.models import Deputyship
from approval.models.checked_word import CheckedWord
from news.models import NewsPage
from people.models import Role

from .conftest import decide, make_draft, make_member, submit

HUGE = "9" * 30
# Markup, an emoji, what a database does not take.
ODD = "<b>😀</b>\x00"


@pytest.fixture
def administrator(db):
    return make_member("1006", "周管理", Role.ADMINISTRATOR)


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "0000-00", "99999-12", "2026-13", "😀", "\x00", "2026-1'"])
def test_the_calendar_has_no_month_that_breaks_it(month, client, chair):
    client.force_login(chair)
    assert client.get(reverse("approval_calendar"), {"month": month}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [{"p": "-1"}, {"p": HUGE}, {"q": ODD}, {"act": ODD}, {"kind": ODD}, {"by": ODD}, {"period": ODD}, {"o": "99.-7"}],
)
@pytest.mark.parametrize("address", ["/admin/approvals/", "/admin/approval/approvalrecord/", "/admin/checked-word/"])
def test_a_list_that_is_asked_for_rubbish_is_shown_or_refused(query, address, client, draft, officer, chair):
    submit(draft, officer)
    client.force_login(chair)
    assert client.get(address, query).status_code in (200, 302, 404)


@pytest.mark.parametrize(
    "path",
    [
        f"{HUGE}/",
        f"{HUGE}/preview/",
        f"item/{HUGE}/",
        f"together/{HUGE}/",
        f"together/{HUGE}/sheet/",
        f"deputies/{HUGE}/end/",
        f"take-down/news/newspage/{HUGE}/",
        "take-down/no/such/1/",
        "take-down/auth/group/1/",
        "take-down/approval/approvedsnippet/1/",
        f"unschedule/{HUGE}/",
        f"confirm/{HUGE}/",
        f"checks/news.newspage/{HUGE}/",
        "checks/news.newspage/😀/",
        "checks/news.newspage/%00/",
        "checks/news/1/",
        "checks/people.member/1/",
        "proofs/honours.honour/x/",
        "proofs/honours.honour/%00/preview/",
    ],
)
def test_what_is_not_there_is_not_there(path, client, chair):
    client.force_login(chair)
    assert client.get(f"/admin/approvals/{path}").status_code in (302, 404)
    assert client.post(f"/admin/approvals/{path}", {"comment": ODD, "reason": ODD}).status_code in (302, 404, 405)


@pytest.mark.parametrize(
    ("first", "last", "who"),
    [
        ("", "", ""),
        ("明天", "后天", "0"),
        ("2026-02-30", "2026-02-31", HUGE),
        ("99999-01-01", "99999-01-01", "-1"),
        (ODD, ODD, HUGE),
    ],
)
def test_deputies_are_asked_for_again_with_what_was_typed(first, last, who, client, chair):
    client.force_login(chair)
    page = client.post(reverse("approval_deputies"), {"deputy": who, "first_date": first, "last_date": last})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"deputy", "first_date", "last_date"}
    assert "<b>😀" not in page.content.decode()
    assert not Deputyship.objects.exists()


def test_a_deputyship_that_ends_before_it_begins_keeps_what_was_typed(client, chair, reader):
    client.force_login(chair)
    first, last = timezone.localdate() + timedelta(days=9), timezone.localdate() + timedelta(days=2)
    page = client.post(
        reverse("approval_deputies"),
        {"deputy": reader.pk, "first_date": first.isoformat(), "last_date": last.isoformat()},
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert f'value="{first.isoformat()}"' in html
    assert f'value="{last.isoformat()}"' in html
    assert reader.name in html


@pytest.mark.parametrize("remark", ["", "字" * 1001, ODD])
def test_a_page_stays_public_until_the_remark_can_be_taken(remark, client, draft, officer, chair):
    decide(submit(draft, officer), chair)
    client.force_login(chair)
    page = client.post(reverse("approval_take_down", args=["news", "newspage", draft.pk]), {"comment": remark})
    assert page.status_code == 422
    assert page.context["form"].errors["comment"]
    assert remark[:900] in page.content.decode() or remark == ODD
    assert NewsPage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("remark", ["", "字" * 1001, ODD])
def test_nothing_is_sent_back_until_the_remark_can_be_taken(remark, client, draft, officer, chair):
    state = submit(draft, officer)
    client.force_login(chair)
    page = client.post(reverse("approval_review", args=[state.pk]), {"action": "reject", "reject-comment": remark})
    html = page.content.decode()
    assert page.status_code == 422
    assert 'approval__reject" name="decision" open' in html
    assert remark[:900] in html or remark == ODD
    state.refresh_from_db()
    assert state.status == "in_progress"


@pytest.mark.parametrize("word", ["", "字", "字" * 41, ODD])
def test_a_word_that_cannot_be_kept_is_asked_for_again(word, client, administrator):
    client.force_login(administrator)
    before = CheckedWord.objects.count()
    page = client.post(
        "/admin/checked-word/new/", {"word": word, "kind": "slip", "advice": "<i>😀</i>", "severity": ""}
    )
    assert page.status_code in (200, 422)
    assert page.context["form"].errors
    assert "&lt;i&gt;😀" in page.content.decode()
    assert CheckedWord.objects.count() == before


@pytest.mark.parametrize(
    "file",
    [
        None,
        ("a.xlsx", b""),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" * 9),
        ("a.txt", "词语".encode()),
        ("a.xlsx", b"PK\x03\x04" * 40),
    ],
)
def test_a_word_list_that_is_none_gets_a_sentence(file, client, administrator):
    client.force_login(administrator)
    data = {"file": SimpleUploadedFile(*file) if file else ""}
    page = client.post(reverse("approval_import_words"), data)
    assert page.status_code == 422
    said = " ".join(page.context["form"].errors["file"])
    assert any("一" <= sign <= "鿿" for sign in said)


@pytest.mark.parametrize(("reason", "level"), [("", "error"), ("  ", "error"), ("\0", "error"), (ODD, "success")])
def test_what_was_found_is_kept_for_a_reason_alone(reason, level, client, news_index, officer):
    draft = make_draft(news_index, officer, "found", summary="电话13912345678。")
    client.force_login(officer)
    address = reverse("approval_checks", args=["news.newspage", draft.pk])
    finding = client.get(address).context["findings"][0]
    page = client.post(address, {"fingerprint": finding.fingerprint, "reason": reason}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == [level]
    assert "<b>😀" not in page.content.decode()
    assert client.post(address, {"fingerprint": ODD, "reason": "x"}, follow=True).status_code == 200


@pytest.mark.parametrize("field", ["remind_after", "escalate_after"])
@pytest.mark.parametrize("days", ["", "-1", "x", HUGE, "1.5"])
def test_a_setting_that_makes_no_sense_is_asked_for_again(field, days, client, administrator):
    client.force_login(administrator)
    address = client.get("/admin/settings/approval/approvalsettings/", follow=True).redirect_chain[-1][0]
    form = client.get(address).context["form"]
    data = {name: form.initial.get(name, "") for name in form.fields}
    name = next(name for name in form.fields if name.startswith(field.split("_")[0]))
    page = client.post(address, {**data, name: days})
    assert page.status_code == 200
    assert page.context["form"].errors[name]
