"""From upload to drafts, through the officer's screens."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.models import UnionImage
from news.actions import MAX_FILES
from news.importing import MAX_BYTES
from news.models import KeptManuscript, ManuscriptImport, NewsCategory, NewsPage
from tests.factories import MemberFactory, NewsCategoryFactory
from tests.list_costs import queries_for

from .manuscript_files import BODY, ole_file, picture
from .manuscripts import TITLE, notice, word_report

UPLOAD = "/admin/news/import/"


@pytest.fixture
def desk(officer, client):
    client.force_login(officer)
    return client


def send(client, **files: bytes):
    """Upload the files; "__" in a name stands for the dot. Returns the import."""
    uploads = [SimpleUploadedFile(name.replace("__", "."), content) for name, content in files.items()]
    response = client.post(UPLOAD, {"files": uploads})
    assert response.status_code == 302
    return ManuscriptImport.objects.get(pk=response.url.strip("/").rpartition("/")[2])


def address(batch: ManuscriptImport) -> str:
    return reverse("news_import_batch", args=[batch.pk])


def filled_in(client, batch: ManuscriptImport, **changes) -> dict:
    """Return what the browser would send of the form as it is shown, with changes to the first manuscript."""
    forms = client.get(address(batch)).context["forms"]
    data = {}
    for form in forms:
        for field in form:
            if field.name != "take" or field.value():
                data[field.html_name] = field.value() or ""
    for name, value in changes.items():
        data[forms[0].add_prefix(name)] = value
    return {name: value for name, value in data.items() if value is not None}


def test_the_upload_says_what_it_takes(desk):
    page = desk.get(UPLOAD).content.decode()
    assert 'accept=".docx,.txt,.html,.htm"' in page
    assert "multiple" in page


def test_one_card_for_each_manuscript(desk):
    batch = send(desk, walk__docx=word_report(), call__txt=notice())
    page = desk.get(address(batch))
    assert [str(form.kept) for form in page.context["forms"]] == [TITLE, "关于征集职工书画作品的通知"]
    assert page.content.decode().count('class="importing__card"') == 2


def test_nothing_is_saved_before_it_is_asked_for(desk):
    send(desk, walk__docx=word_report())
    assert not NewsPage.objects.exists()
    assert not UnionImage.objects.exists()


def test_a_reload_finds_everything_again(desk):
    batch = send(desk, walk__docx=word_report())
    first, again = (desk.get(address(batch)).context["forms"][0] for _ in range(2))
    assert [(field.html_name, field.value()) for field in first] == [(f.html_name, f.value()) for f in again]
    assert again["title"].value() == TITLE
    assert address(batch) in desk.get(UPLOAD).content.decode()


def test_each_faulty_file_gets_its_sentence_and_the_others_go_through(desk):
    batch = send(
        desk,
        broken__docx=b"PK\x03\x04 and no more",
        empty__txt=b"",
        locked__docx=ole_file("EncryptedPackage"),
        picture__docx=picture(),
        old__doc=ole_file("WordDocument"),
        call__txt=notice(),
        film__mp4=bytes(100),
    )
    names = ["broken.docx", "empty.txt", "locked.docx", "picture.docx", "old.doc", "film.mp4"]
    assert [next(name for name in names if name in sentence) for sentence in batch.left_out] == names
    page = desk.get(address(batch)).content.decode()
    assert all(name in page for name in names)
    assert [str(kept) for kept in batch.manuscripts.all()] == ["关于征集职工书画作品的通知"]


def test_a_huge_file_is_refused_unread(desk, monkeypatch):
    monkeypatch.setattr("news.actions.receiving.read_manuscripts", lambda *args: pytest.fail("it was read"))
    batch = send(desk, huge__txt=b"x" * (MAX_BYTES + 1))
    assert len(batch.left_out) == 1
    assert "huge.txt" in batch.left_out[0]


def test_a_file_that_the_browser_did_not_send_is_named_too(desk):
    response = desk.post(UPLOAD, {"unsent": "film.docx"})
    assert "film.docx" in desk.get(response.url).content.decode()


def test_files_may_come_one_by_one(desk):
    answers, batch = [], ""
    for number in range(3):
        file = SimpleUploadedFile(f"call-{number}.txt", notice(f"关于第{number}次征集作品的通知"))
        response = desk.post(UPLOAD, {"files": file, "batch": batch}, headers={"accept": "application/json"})
        answers.append(response.json())
        batch = answers[-1]["batch"]
    assert len({answer["batch"] for answer in answers}) == 1
    kept = ManuscriptImport.objects.get().manuscripts.all()
    assert [str(one) for one in kept] == [f"关于第{number}次征集作品的通知" for number in range(3)]


def test_no_more_than_fifty_files(desk):
    batch = send(desk, call__txt=notice())
    ManuscriptImport.objects.update(file_count=MAX_FILES)
    desk.post(UPLOAD, {"files": SimpleUploadedFile("one-more.txt", notice()), "batch": batch.pk})
    batch.refresh_from_db()
    assert batch.manuscripts.count() == 1
    assert "one-more.txt" in batch.left_out[0]


def test_without_a_category_there_is_no_import(desk):
    NewsCategory.objects.all().delete()
    assert desk.post(UPLOAD, {"files": SimpleUploadedFile("a.txt", notice())}).url == UPLOAD
    assert not ManuscriptImport.objects.exists()


def test_nothing_chosen_is_said(desk):
    assert desk.post(UPLOAD).url == UPLOAD
    assert not ManuscriptImport.objects.exists()


def test_the_preview_shows_the_article_as_readers_will_see_it(desk):
    batch = send(desk, walk__docx=word_report())
    page = desk.get(reverse("news_import_article", args=[batch.pk, batch.manuscripts.get().pk])).content.decode()
    assert f'<h1 class="news-page__title">{TITLE}</h1>' in page
    assert f"<p>{BODY}</p>" in page
    assert '<th scope="col">队别</th>' in page
    assert 'alt="职工列队从门诊广场出发"' in page


def test_pictures_of_the_preview_are_small_and_carry_nothing_else(desk):
    batch = send(desk, walk__docx=word_report())
    response = desk.get(reverse("news_import_picture", args=[batch.pk, batch.manuscripts.get().pk, 0]))
    assert response["Content-Type"] == "image/webp"
    with Image.open(BytesIO(response.content)) as shown:
        assert shown.size == (960, 720)
        assert not shown.getexif()


def test_a_picture_that_is_not_there_is_not_found(desk):
    batch = send(desk, walk__docx=word_report())
    assert desk.get(reverse("news_import_picture", args=[batch.pk, batch.manuscripts.get().pk, 7])).status_code == 404


def test_what_was_typed_reaches_the_draft(desk):
    NewsCategoryFactory(name="通知公告", slug="notices")
    batch = send(desk, walk__docx=word_report())
    data = filled_in(
        desk,
        batch,
        title="春季健步走圆满结束",
        date="2026-04-12",
        category=str(NewsCategory.objects.get(slug="notices").pk),
        document_number="示工〔2026〕12号",
        summary="三百人走完五公里。",
        writer="钱小文",
        description_1="河边的步道",
    )
    assert desk.post(address(batch), data).url == address(batch)
    draft = NewsPage.objects.get()
    assert (draft.title, str(draft.date), draft.category.slug) == ("春季健步走圆满结束", "2026-04-12", "notices")
    assert (draft.document_number, draft.summary, draft.writer) == ("示工〔2026〕12号", "三百人走完五公里。", "钱小文")
    shown = [block.value["image"].contextual_alt_text for block in draft.body if block.block_type == "picture"]
    assert shown == ["职工列队从门诊广场出发", "河边的步道"]
    assert not draft.live


def test_an_error_keeps_what_was_typed(desk):
    batch = send(desk, walk__docx=word_report(), call__txt=notice())
    response = desk.post(
        address(batch), filled_in(desk, batch, title="", writer="周敏", summary="长" * 121, description_0="门诊广场")
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="周敏"' in page
    assert 'value="门诊广场"' in page
    assert "长" * 121 in page
    first = response.context["forms"][0]
    assert set(first.errors) == {"title", "summary"}
    assert f'href="#{first["title"].id_for_label}"' in page
    assert not NewsPage.objects.exists()


def test_a_manuscript_without_the_tick_is_neither_checked_nor_saved(desk):
    batch = send(desk, walk__docx=word_report(), call__txt=notice())
    data = filled_in(desk, batch, take=None, title="")
    assert desk.post(address(batch), data).status_code == 302
    assert [page.title for page in NewsPage.objects.all()] == ["关于征集职工书画作品的通知"]
    report = desk.get(address(batch))
    assert [str(kept) for kept in report.context["refused"]] == [TITLE]


def test_at_least_one_manuscript_is_taken(desk):
    batch = send(desk, call__txt=notice())
    assert desk.post(address(batch), filled_in(desk, batch, take=None)).status_code == 422
    assert not NewsPage.objects.exists()


def test_the_report_leads_to_each_draft_and_names_what_was_left_out(desk):
    batch = send(desk, walk__docx=word_report(), empty__txt=b"")
    page = desk.post(address(batch), filled_in(desk, batch), follow=True).content.decode()
    assert f'href="/admin/pages/{NewsPage.objects.get().pk}/edit/"' in page
    assert "empty.txt" in page
    assert ManuscriptImport.objects.get().manuscripts.get().undescribed_pictures == 1


def test_an_import_is_saved_once(desk):
    batch = send(desk, call__txt=notice())
    data = filled_in(desk, batch)
    desk.post(address(batch), data)
    assert desk.post(address(batch), data).status_code == 200
    assert NewsPage.objects.count() == 1


def test_after_saving_the_text_and_the_pictures_are_gone(desk, import_folder, django_capture_on_commit_callbacks):
    batch = send(desk, walk__docx=word_report())
    assert len(list(import_folder.glob("*/*"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address(batch), filled_in(desk, batch))
    assert not list(import_folder.iterdir())
    assert KeptManuscript.objects.get().content["blocks"] == []
    assert BODY not in str(KeptManuscript.objects.get().content)


def test_discarding_removes_everything(desk, import_folder, django_capture_on_commit_callbacks):
    batch = send(desk, walk__docx=word_report())
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(reverse("news_import_discard", args=[batch.pk])).url == UPLOAD
    assert not ManuscriptImport.objects.exists()
    assert not list(import_folder.iterdir())


def test_looking_discards_nothing(desk):
    batch = send(desk, call__txt=notice())
    assert desk.get(reverse("news_import_discard", args=[batch.pk])).status_code == 405
    assert ManuscriptImport.objects.exists()


def test_another_officers_import_does_not_exist(desk, client):
    batch = send(desk, walk__docx=word_report())
    kept = batch.manuscripts.get()
    client.force_login(MemberFactory(officer=True))
    assert client.get(address(batch)).status_code == 404
    assert client.post(address(batch), {}).status_code == 404
    assert client.post(reverse("news_import_discard", args=[batch.pk])).status_code == 404
    assert client.get(reverse("news_import_article", args=[batch.pk, kept.pk])).status_code == 404
    assert client.get(reverse("news_import_picture", args=[batch.pk, kept.pk, 0])).status_code == 404
    assert client.post(UPLOAD, {"files": SimpleUploadedFile("a.txt", notice()), "batch": batch.pk}).status_code == 404
    assert address(batch) not in client.get(UPLOAD).content.decode()
    assert ManuscriptImport.objects.get().manuscripts.count() == 1


def test_a_manuscript_is_found_only_under_its_own_import(desk):
    first, second = send(desk, a__txt=notice()), send(desk, b__txt=notice())
    foreign = reverse("news_import_article", args=[first.pk, second.manuscripts.get().pk])
    assert desk.get(foreign).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "x", "²", "-1"])
def test_an_import_that_never_was_is_not_found(desk, number):
    file = SimpleUploadedFile("a.txt", notice())
    assert desk.post(UPLOAD, {"files": file, "batch": number}).status_code == 404


@pytest.mark.parametrize("role", [{}, {"librarian": True}, {"administrator": True}])
def test_who_may_not_add_news_is_led_away(desk, client, role):
    batch = send(desk, call__txt=notice())
    client.force_login(MemberFactory(**role))
    for page in (UPLOAD, address(batch)):
        response = client.get(page)
        assert response.status_code == 302
        assert not response.url.startswith(UPLOAD)
    assert client.post(UPLOAD, {"files": SimpleUploadedFile("a.txt", notice())}).status_code == 302
    assert ManuscriptImport.objects.count() == 1


def test_a_visitor_is_asked_to_sign_in(site, client):
    response = client.get(UPLOAD, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")


def test_the_news_index_offers_the_import_in_its_header(desk, site):
    assert f'href="{UPLOAD}"' in desk.get(f"/admin/pages/{site.news.pk}/").content.decode()


def test_the_menu_offers_the_import_to_who_may_add_news(desk, site, client):
    assert '"name": "news-import"' in desk.get("/admin/").content.decode()
    client.force_login(MemberFactory(administrator=True))
    assert '"name": "news-import"' not in client.get("/admin/").content.decode()


def test_twenty_manuscripts_cost_what_one_costs(desk):
    one = send(desk, call__txt=notice())
    twenty = send(desk, **{f"call{number}__txt": notice() for number in range(20)})
    assert len(queries_for(desk, address(one))) == len(queries_for(desk, address(twenty)))


def test_reporting_twenty_drafts_costs_what_one_costs(desk):
    one = send(desk, call__txt=notice())
    twenty = send(desk, **{f"call{number}__txt": notice() for number in range(20)})
    for batch in (one, twenty):
        desk.post(address(batch), filled_in(desk, batch))
    assert len(queries_for(desk, address(one))) == len(queries_for(desk, address(twenty)))
