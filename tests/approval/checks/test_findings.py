"""Where the checks look, what they say, and how strict they are."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from approval.checks.contents import contents_of
from approval.checks.findings import findings_of
from approval.models import CheckedWord, Severity
from home.models import StandardPage
from honours.models import Honour, HonourRecipient
from news.models import NewsPage
from tests.factories import BookFactory, ImageFactory, RecurringActivityFactory

from ..conftest import make_draft
from .conftest import RESIDENT_ID, codes, set_severity

TABLE = {
    "columns": [{"type": "text", "heading": "姓名"}, {"type": "text", "heading": "电话"}],
    "rows": [{"values": ["甲", "办公室"]}, {"values": ["乙", "138-1234-5678"]}],
    "caption": "联系方式",
}


def stream(*blocks) -> list[dict]:
    return [{"type": name, "value": value} for name, value in blocks]


@pytest.fixture
def page_with(news_index, officer):
    """Return a function that makes a draft with the given blocks as they are stored."""

    def make(*blocks, **fields):
        page = make_draft(news_index, officer, **fields)
        body = NewsPage._meta.get_field("body").stream_block
        page.body = body.to_python(stream(*blocks)) if blocks else page.body
        page.save_revision(user=officer)
        return page.get_latest_revision().as_object()

    return make


def only(thing):
    (finding,) = findings_of(thing)
    return finding


def test_a_clean_draft_has_no_findings(draft):
    assert findings_of(draft) == []


def test_a_finding_names_the_paragraph_and_the_words(page_with):
    page = page_with(("text", f"<p>第一段。</p><ul><li>第二段</li><li>证件{RESIDENT_ID}。</li></ul>"))
    finding = only(page)
    assert finding.check == "resident_id"
    assert finding.words == RESIDENT_ID
    assert finding.excerpt == f"证件{RESIDENT_ID}。"
    body = contents_of(page).passages[-1]
    assert finding.place == body.place
    assert "3" in finding.place.split(" · ")[-1]
    assert finding.problem
    assert finding.remedy


def test_a_number_of_which_a_part_is_bold_is_found_as_it_was_written(page_with):
    page = page_with(("text", "<p>证件号１１０１０５<b>19491231</b>002X</p>"))
    assert only(page).words == "１１０１０５19491231002X"


@pytest.mark.parametrize(
    "block",
    [
        ("heading", {"text": "12床的故事", "level": "2"}),
        ("quote", {"text": "我记得12床。", "attribution": ""}),
        ("quote", {"text": "谢谢。", "attribution": "12床家属"}),
        ("table", {**TABLE, "caption": "12床"}),
        ("table", {**TABLE, "columns": [{"type": "text", "heading": "12床"}, {"type": "text", "heading": ""}]}),
    ],
)
def test_every_block_is_read(page_with, block):
    assert "medical_number" in codes(page_with(block))


def test_a_table_cell_is_named_by_row_and_column(page_with):
    finding = only(page_with(("table", TABLE)))
    assert finding.check == "mobile_number"
    assert "2" in finding.place.split(" · ")[-1]


@pytest.mark.parametrize("field", ["title", "slug", "summary", "seo_title", "search_description"])
def test_every_field_that_readers_meet_is_read(page_with, field):
    page = page_with(slug="s-1")
    setattr(page, field, "a-13812345678")
    assert "mobile_number" in codes(page)


def test_an_address_that_repeats_the_title_is_not_named_again(page_with):
    page = page_with(title="拨打 13812345678", slug="拨打-13812345678")
    assert codes(page) == ["mobile_number"]


def test_the_captions_and_descriptions_of_pictures_are_read(page_with):
    picture = {"image": {"image": ImageFactory().pk, "alt_text": "12床患者", "decorative": False}, "caption": "3号床"}
    page = page_with(("gallery", {"pictures": [picture, picture]}))
    assert codes(page) == ["medical_number"] * 4


def test_a_telephone_behind_a_link_is_found(page_with):
    assert codes(page_with(("text", '<p><a href="tel:13812345678">打电话</a></p>'))) == ["mobile_number"]


def test_the_rows_of_a_snippet_are_read(officer, honour_draft):
    honour = Honour.objects.get(pk=honour_draft.pk)
    honour.recipients = [HonourRecipient(name="急诊护理组"), HonourRecipient(name="12床护理组")]
    revision = honour.save_revision(user=officer)
    assert codes(revision.as_object()) == ["medical_number"]


def test_tags_are_read(page_with):
    page = page_with()
    page.tags.set(["13812345678"])
    page.save_revision()
    assert codes(page.get_latest_revision().as_object()) == ["mobile_number"]


def test_choices_and_what_follows_from_other_fields_are_not_read(db):
    activity = RecurringActivityFactory(draft=True)
    assert {passage.field for passage in contents_of(activity).passages} == {"title", "venue", "summary", "description"}


# Words


def test_a_listed_word_is_found_with_the_offices_advice(page_with, listed):
    listed("帐号", CheckedWord.Kind.SLIP, advice="应为“账号”。")
    finding = only(page_with(("text", "<p>请填写帐号。</p>")))
    assert (finding.check, finding.words, finding.remedy) == ("slip", "帐号", "应为“账号”。")


def test_a_listed_word_is_found_through_invisible_and_full_width_characters(page_with, listed):
    listed("VIP病房")
    assert only(page_with(("text", "<p>ＶＩＰ\u200b病房</p>"))).words == "ＶＩＰ\u200b病房"


def test_latin_words_are_found_whole_only(page_with, listed):
    listed("AI")
    assert codes(page_with(("text", "<p>PAID，AI课程</p>"))) == ["sensitive_word"]


def test_of_two_words_of_a_kind_the_longer_is_named(page_with, listed):
    listed("患者", CheckedWord.Kind.PATIENT)
    listed("患者姓名", CheckedWord.Kind.PATIENT)
    assert only(page_with(("text", "<p>患者姓名</p>"))).words == "患者姓名"


def test_a_word_within_a_longer_one_of_another_kind_is_named_too(page_with, listed):
    listed("患者", CheckedWord.Kind.PATIENT)
    listed("患者姓名", CheckedWord.Kind.SENSITIVE)
    assert sorted(codes(page_with(("text", "<p>患者姓名</p>")))) == ["patient_word", "sensitive_word"]


def test_a_word_may_be_stricter_than_its_kind(page_with, listed):
    listed("内部资料", severity=CheckedWord.OwnSeverity.BLOCK)
    assert only(page_with(("text", "<p>内部资料</p>"))).is_blocking


def test_a_kind_of_word_that_is_switched_off_is_not_looked_for(page_with, listed):
    listed("内部资料", severity=CheckedWord.OwnSeverity.BLOCK)
    set_severity(sensitive_word=Severity.OFF)
    assert findings_of(page_with(("text", "<p>内部资料</p>"))) == []


def test_the_list_begins_with_words_about_patients(page_with):
    assert codes(page_with(("text", "<p>患者姓名：某某</p>"))) == ["patient_word"]


# Pictures


def test_a_picture_in_the_text_without_a_description_is_named(page_with):
    picture = {"image": {"image": ImageFactory().pk, "alt_text": "", "decorative": False}, "caption": ""}
    assert codes(page_with(("picture", picture))) == ["alternative_text"]


def test_a_decorative_picture_needs_no_description(page_with):
    picture = {"image": {"image": ImageFactory().pk, "alt_text": "", "decorative": True}, "caption": ""}
    assert codes(page_with(("picture", picture))) == []


def test_a_picture_of_a_field_needs_the_description_of_the_image(honour_draft):
    honour_draft.picture = ImageFactory(description="")
    assert codes(honour_draft) == ["alternative_text"]


def test_the_cover_of_a_book_needs_no_description(db):
    assert codes(BookFactory(draft=True, cover=ImageFactory(description=""))) == []


def test_a_picture_whose_people_were_not_asked_is_named(honour_draft):
    honour_draft.picture = ImageFactory(consent="missing", title="六一联欢")
    finding = only(honour_draft)
    assert (finding.check, finding.words) == ("consent", "六一联欢")


def test_a_picture_of_children_needs_a_note_of_the_guardians_consent(honour_draft):
    picture = ImageFactory(consent="given", shows_children=True, title="六一联欢")
    honour_draft.picture = picture
    finding = only(honour_draft)
    assert (finding.check, finding.words) == ("children", "六一联欢")
    picture.consent_note = "家长群书面同意，2026年5月20日"
    picture.save()
    assert codes(honour_draft) == []


def test_children_whom_nobody_recognises_need_no_consent(honour_draft):
    honour_draft.picture = ImageFactory(consent="not_needed", shows_children=True)
    assert codes(honour_draft) == []


def test_of_children_who_were_not_asked_one_finding_is_enough(honour_draft):
    honour_draft.picture = ImageFactory(consent="missing", shows_children=True)
    assert codes(honour_draft) == ["consent"]


# Links


def test_a_link_to_a_page_that_is_gone_is_named(page_with):
    finding = only(page_with(("text", '<p>见<a linktype="page" id="99999">通知</a></p>')))
    assert (finding.check, finding.words) == ("broken_link", "通知")


def test_a_link_to_a_draft_is_named_and_one_to_a_live_page_is_not(page_with, news_index, officer):
    waiting = make_draft(news_index, officer, slug="waiting")
    text = f'<p><a linktype="page" id="{waiting.pk}">一</a><a linktype="page" id="{news_index.pk}">二</a></p>'
    finding = only(page_with(("text", text)))
    assert finding.words == "一"
    assert waiting.title in finding.problem


def test_a_link_to_the_page_itself_is_not_named(draft, officer):
    draft.body = [("text", f'<p><a linktype="page" id="{draft.pk}">本页</a></p>')]
    assert findings_of(draft) == []


def test_links_to_documents_that_are_gone_are_named(page_with):
    page = page_with(
        ("text", '<p><a linktype="document" id="99999">表格</a></p>'), ("documents", {"documents": [99999]})
    )
    assert codes(page) == ["broken_link", "broken_link"]


@pytest.mark.parametrize("target", ["", "0", "x", "9" * 30, "²"])
def test_a_link_with_a_strange_target_is_broken_and_stops_nothing(page_with, target):
    assert codes(page_with(("text", f'<p><a linktype="page" id="{target}">通知</a></p>'))) == ["broken_link"]


# Title and summary


def test_an_empty_summary_is_named(page_with):
    assert codes(page_with(summary=" ")) == ["empty_summary"]


def test_a_thing_that_has_no_summary_is_not_asked_for_one(honour_draft):
    assert codes(honour_draft) == []


def test_a_title_longer_than_the_office_wants_is_named(page_with):
    page = page_with(title="春" * 41)
    assert codes(page) == ["long_title"]
    set_severity(title_length=41)
    assert codes(page) == []


# Strictness


@pytest.mark.parametrize("words", [RESIDENT_ID, "6222021234567890128", "住院号20260001", "12床"])
def test_by_default_numbers_of_persons_and_patients_block(page_with, words):
    assert only(page_with(("text", f"<p>{words}</p>"))).is_blocking


@pytest.mark.parametrize("words", ["13812345678", "患者姓名"])
def test_by_default_telephones_and_words_about_patients_warn(page_with, words):
    assert not only(page_with(("text", f"<p>{words}</p>"))).is_blocking


@pytest.mark.parametrize(("severity", "blocking"), [("block", [True]), ("warn", [False]), ("off", [])])
def test_the_office_sets_how_strict_a_check_is(page_with, severity, blocking):
    set_severity(mobile_number=severity)
    page = page_with(("text", "<p>13812345678</p>"))
    assert [finding.is_blocking for finding in findings_of(page)] == blocking


def test_reading_the_settings_writes_nothing(draft):
    from approval.models import CheckSettings

    findings_of(draft)
    assert not CheckSettings.objects.exists()


# Cost


def test_a_page_that_says_and_uses_twenty_times_as_much_costs_no_more_queries(page_with, news_index):
    def costs(times: int) -> int:
        images = [ImageFactory(description="").pk for _ in range(2 * times)]
        documents = [
            get_document_model().objects.create(title=f"表{n}", file=ContentFile(b"%PDF-1.4\n", f"{n}.pdf")).pk
            for n in range(times)
        ]
        pictures = [{"image": {"image": pk, "alt_text": "", "decorative": False}, "caption": "12床"} for pk in images]
        links = f'<p>{RESIDENT_ID}<a linktype="page" id="{news_index.pk}">一</a><a linktype="page" id="9999">二</a></p>'
        blocks = [("text", links * times), ("table", TABLE), ("documents", {"documents": documents})] * times
        page = page_with(("gallery", {"pictures": pictures}), *blocks, slug=f"costs-{times}")
        with CaptureQueriesContext(connection) as queries:
            assert findings_of(page)
        return len(queries)

    assert costs(20) == costs(1) <= 12


def test_every_standard_page_and_snippet_can_be_checked(site):
    from wagtail.models import Page

    from approval.registry import approved_snippets

    for page in Page.objects.filter(depth__gt=1).specific():
        findings_of(page)
    for model in [*approved_snippets(), StandardPage]:
        findings_of(model())
