"""Documents in a search: by their titles and their text, by those alone who may have the file."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.file_visibility import key_of, refresh_uses
from cms.jobs import read_later
from cms.models import DocumentText, SearchEntry
from cms.search.finding import find
from cms.search.questions import understand
from tests.factories import DocumentFactory, MemberFactory, NewsPageFactory

VISITOR = AnonymousUser()


def counts(typed, reader):
    return find(understand(typed), reader).counts


def stored(title="经费管理办法", text="差旅费报销标准由财务科核定。"):
    document = DocumentFactory(title=title, name="rules.txt", content=text.encode())
    read_later(document.pk)
    return document


def used_in_article(document, **page):
    page = NewsPageFactory(body=[("documents", {"documents": [document]})], **page)
    refresh_uses(key_of(page))
    return page


@pytest.mark.parametrize("typed", ["经费管理", "jingfei", "差旅费报销", "差旅費 財務科"])
def test_a_document_is_found_by_its_title_and_its_text(typed, site):
    used_in_article(stored())
    assert counts(typed, VISITOR) == {"documents": 1}


def test_what_stands_far_in_a_long_document_is_found_as_a_phrase(site, client):
    used_in_article(stored(text="职工之家。\n" * 8_000 + "差旅费报销标准由财务科核定。"))
    assert SearchEntry.objects.filter(kind="documents").count() > 5
    assert counts("差旅费报销标准", VISITOR) == {"documents": 1}
    assert counts("职工之家", VISITOR) == {"documents": 1}
    html = client.get("/search/", {"q": "差旅费报销标准"}).content.decode()
    assert "<mark>差旅费报销标准</mark>由财务科核定。" in html


def test_who_may_not_have_the_file_does_not_find_it(site):
    unused, drafted, for_staff = (stored(title=f"经费办法{number}") for number in range(3))
    used_in_article(drafted, submitted=True)
    used_in_article(for_staff, staff_only=True)
    assert SearchEntry.objects.filter(kind="documents").count() == 3
    assert counts("经费", VISITOR) == counts("差旅费", VISITOR) == {}
    assert counts("经费", MemberFactory()) == counts("差旅费", MemberFactory()) == {"documents": 1}
    # Those who work on pages find what is used, not what lies about.
    assert counts("经费", MemberFactory(officer=True)) == {"documents": 1}
    unused.delete()
    assert SearchEntry.objects.filter(kind="documents").count() == 2


def test_it_is_gone_with_the_page_that_lent_it(site):
    page = used_in_article(stored())
    page.unpublish()
    assert counts("经费", VISITOR) == {}


def test_another_file_is_found_by_its_own_text(site):
    document = stored()
    document.file.save("new.txt", io.BytesIO("培训课时统计。".encode()), save=False)
    document.save()
    used_in_article(document)
    assert counts("差旅费", VISITOR) == {}
    read_later(document.pk)
    assert counts("课时", VISITOR) == {"documents": 1}


def test_a_new_title_is_found_at_once(site):
    document = stored()
    used_in_article(document)
    document.title = "财务手册"
    document.save()
    assert (counts("财务手册", VISITOR), counts("经费", VISITOR)) == ({"documents": 1}, {})


def test_a_document_without_text_is_found_by_its_title(site):
    document = DocumentFactory(title="平面图", name="map.pdf")
    used_in_article(document)
    assert DocumentText.objects.get(document=document).text == ""
    assert counts("平面图", VISITOR) == {"documents": 1}


def test_a_reader_sees_it_with_its_address(site, client):
    document = stored()
    used_in_article(document)
    html = client.get("/search/", {"q": "经费管理"}).content.decode()
    assert f'href="{document.url}"' in html
    [offered] = client.get("/search/suggestions/", {"q": "经费"}).json()["offered"]
    assert offered["address"] == document.url
