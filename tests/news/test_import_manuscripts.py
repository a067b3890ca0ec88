"""Manuscripts become drafts: as they were read, never live, all or nothing."""

import hashlib
import re

import pytest
from django.core.files.storage import default_storage
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import PageLogEntry, Revision, WorkflowState
from wagtail.rich_text import expand_db_html

from cms.blocks import TEXT_FEATURES
from cms.models import UnionImage
from news.actions import ChosenManuscript, import_manuscripts
from news.errors import MayNotAddNews
from news.importing import Picture, Text
from news.models import NewsPage
from tests.factories import ImageFactory, MemberFactory

from .manuscript_files import picture
from .manuscripts import TITLE, manuscript


@pytest.fixture
def save(officer, category):
    def save_all(*manuscripts, by=officer):
        return import_manuscripts([ChosenManuscript(m, category) for m in manuscripts], by=by)

    return save_all


def original_files() -> list[str]:
    return default_storage.listdir("original_images")[1] if default_storage.exists("original_images") else []


def test_a_manuscript_becomes_a_draft_with_its_facts(save, officer, category):
    [draft] = save(manuscript())
    draft = NewsPage.objects.get(pk=draft.pk)
    assert (draft.title, str(draft.date), draft.document_number) == (TITLE, "2026-04-13", "示工〔2026〕12号")
    assert (draft.summary, draft.writer, draft.photographer) == ("三百余名职工走完五公里。", "钱小文", "周敏")
    assert (draft.source, draft.category, draft.owner) == ("示范市总工会", category, officer)


def test_a_draft_is_not_live_and_was_never_submitted(save):
    [draft] = save(manuscript())
    draft = NewsPage.objects.get(pk=draft.pk)
    assert (draft.live, draft.first_published_at, draft.live_revision) == (False, None, None)
    assert draft.has_unpublished_changes
    assert not WorkflowState.objects.exists()


def test_a_draft_has_one_revision_by_the_officer(save, officer):
    [draft] = save(manuscript())
    revision = Revision.page_revisions.get(object_id=str(draft.pk))
    assert revision.user == officer
    assert revision.as_object().body.raw_data[0]["type"] == "text"
    assert {entry.user for entry in PageLogEntry.objects.filter(page=draft.pk)} == {officer}


def test_blocks_are_stored_as_the_editor_stores_them(save):
    [draft] = save(manuscript())
    body = NewsPage.objects.get(pk=draft.pk).body
    assert [block.block_type for block in body] == ["text", "heading", "picture", "quote", "table", "picture"]
    text, heading, shown, quote, table, bare = (block.value for block in body)
    assert '<a href="https://example.org/route">地图</a>' in expand_db_html(text.source)
    assert dict(heading) == {"text": "一、分队情况", "level": "2"}
    assert (shown["image"].contextual_alt_text, shown["image"].decorative) == ("职工列队从门诊广场出发", False)
    assert shown["caption"] == "出发前"
    assert dict(quote) == {"text": "走得慢，看得多。", "attribution": "一位护士"}
    assert [column["heading"] for column in table.columns] == ["队别", "人数"]
    assert [row["values"] for row in table.row_data] == [["一队", "52"], ["二队", "49"]]
    assert table.caption == "各队人数"
    assert (bare["image"].contextual_alt_text, bare["image"].decorative) == ("", False)


def test_the_editor_gives_the_text_back_as_it_was_stored(save):
    html = (
        '<p>八点<b>准时</b>、<i>列队</i>出发，路线见<a href="https://example.org/route?a=1&amp;b=2">地图</a>。<br/>雨天改期。</p>'
        "<ol><li>东院一队</li><li>西院二队</li></ol><ul><li>带水杯</li></ul>"
    )
    [draft] = save(manuscript(blocks=[Text(html)]))
    converter = ContentstateConverter(TEXT_FEATURES)
    edited = converter.to_database_format(converter.from_database_format(draft.body[0].value.source))
    assert re.sub(r' data-block-key="\w+"', "", edited) == html


def test_pictures_enter_the_library_with_their_words_and_without_consent(save, officer):
    [draft] = save(manuscript())
    first, second = UnionImage.objects.order_by("pk")
    assert (first.title, first.description) == ("出发前", "职工列队从门诊广场出发")
    assert (second.title, second.description) == ("健步走-2", "")
    assert {first.consent, second.consent} == {UnionImage.Consent.MISSING}
    assert {first.visibility, second.visibility} == {"private"}
    assert (first.uploaded_by_user, first.width, first.height) == (officer, 40, 30)
    assert first.file_hash == hashlib.sha1(first.file.open().read()).hexdigest()
    assert draft.cover == first


def test_the_editor_asks_for_missing_descriptions_before_it_submits(save):
    [draft] = save(manuscript())
    block = NewsPage._meta.get_field("body").stream_block
    with pytest.raises(StreamBlockValidationError) as error:
        block.clean(draft.body)
    assert set(error.value.block_errors) == {5}


def test_a_manuscript_without_pictures_has_no_cover(save):
    [draft] = save(manuscript(blocks=[Text("<p>只有文字。</p>")]))
    assert draft.cover is None


def test_the_same_picture_is_one_image_wherever_it_stands(save):
    logo = Picture(picture(), "标志-1.png", "院徽")
    first, second = save(manuscript(blocks=[logo, Text("<p>文字。</p>"), logo]), manuscript(blocks=[logo]))
    image = UnionImage.objects.get()
    assert [block.value["image"].pk for block in first.body if block.block_type == "picture"] == [image.pk] * 2
    assert second.cover == image


def test_a_picture_that_the_library_holds_is_used_as_it_is(save):
    held = ImageFactory(title="院徽", description="红色院徽")
    content = held.file.open().read()
    [draft] = save(manuscript(blocks=[Picture(content, "图-1.png", "别的描述")]))
    held.refresh_from_db()
    assert UnionImage.objects.count() == 1
    assert (held.title, held.description, held.consent) == ("院徽", "红色院徽", UnionImage.Consent.NOT_NEEDED)
    assert draft.body[0].value["image"].contextual_alt_text == "别的描述"


def test_manuscripts_of_the_same_title_get_addresses_of_their_own(save):
    drafts = save(manuscript(blocks=[]), manuscript(blocks=[]))
    [third] = save(manuscript(blocks=[]))
    assert [page.slug for page in [*drafts, third]] == [TITLE, f"{TITLE}-2", f"{TITLE}-3"]


@pytest.mark.parametrize("title", ["！！！", "长" * 255])
def test_every_title_gives_an_address(save, title):
    drafts = save(manuscript(title, blocks=[]), manuscript(title, blocks=[]))
    assert len({page.slug for page in drafts}) == 2
    assert all(page.slug and len(page.slug) <= 255 for page in drafts)


def test_a_manuscript_without_a_date_gets_todays(save, time_machine):
    time_machine.move_to("2026-05-01T23:30:00+08:00")
    [draft] = save(manuscript(date=None, blocks=[]))
    assert str(draft.date) == "2026-05-01"


@pytest.mark.parametrize("role", [{}, {"librarian": True}, {"administrator": True}])
def test_who_may_not_add_news_may_not_import(save, role):
    with pytest.raises(MayNotAddNews):
        save(manuscript(), by=MemberFactory(**role))
    assert not NewsPage.objects.exists()


def test_a_failure_in_the_middle_leaves_neither_drafts_nor_images_nor_files(save):
    before = original_files()
    broken = manuscript(blocks=[Picture(picture(colour="navy"), "图-1.png"), "not a block"])
    with pytest.raises(TypeError):
        save(manuscript(), broken)
    assert not NewsPage.objects.exists()
    assert not UnionImage.objects.exists()
    assert original_files() == before


def test_a_picture_that_cannot_be_stored_leaves_the_files_of_the_others_nowhere(save, monkeypatch):
    before = original_files()
    stored = UnionImage.save

    def fail_at_the_second(image, *args, **kwargs):
        stored(image, *args, **kwargs)
        if UnionImage.objects.count() == 2:
            raise OSError("no space left")

    monkeypatch.setattr(UnionImage, "save", fail_at_the_second)
    with pytest.raises(OSError, match="no space"):
        save(manuscript())
    assert not UnionImage.objects.exists()
    assert original_files() == before


def test_manuscripts_are_loaded_one_by_one(officer, category):
    seen = []

    def late():
        for number in range(3):
            seen.append(NewsPage.objects.count())
            yield ChosenManuscript(manuscript(f"第{number}篇", blocks=[]), category)

    import_manuscripts(late(), by=officer)
    assert seen == [0, 1, 2]
