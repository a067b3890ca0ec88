"""Manuscripts for tests of what happens after reading, and the files they could come from."""

from datetime import date

from django.core.files.base import ContentFile

from news.importing import Heading, Manuscript, Picture, Quote, Table, Text

from .manuscript_files import BODY, MORE, add_picture, picture, word_file

TITLE = "我院工会举办春季健步走活动"


def manuscript(title: str = TITLE, **fields) -> Manuscript:
    """Return a manuscript with one block of each kind; the second picture has no description."""
    blocks = [
        Text(f'<p>{BODY}</p><p><b>八点</b>出发，路线见<a href="https://example.org/route">地图</a>。</p>'),
        Heading("一、分队情况", 2),
        Picture(picture(colour="firebrick"), "健步走-1.png", "职工列队从门诊广场出发", "出发前"),
        Quote("走得慢，看得多。", "一位护士"),
        Table(["队别", "人数"], [["一队", "52"], ["二队", "49"]], "各队人数"),
        Picture(picture(colour="seagreen"), "健步走-2.png"),
    ]
    facts = {
        "date": date(2026, 4, 13),
        "document_number": "示工〔2026〕12号",
        "summary": "三百余名职工走完五公里。",
        "writer": "钱小文",
        "photographer": "周敏",
        "source": "示范市总工会",
        "blocks": blocks,
        "warnings": [],
    }
    return Manuscript(file_name="健步走.docx", title=title, **{**facts, **fields})


def word_report(title: str = TITLE) -> bytes:
    """Return a .docx as the office writes one: title, two paragraphs, two pictures, a table."""

    def build(document):
        document.add_heading(title, 0)
        document.add_paragraph(BODY)
        add_picture(document, picture("JPEG", (1600, 1200)), "职工列队从门诊广场出发")
        document.add_paragraph(MORE)
        add_picture(document, picture("PNG", (600, 400), "seagreen"))
        table = document.add_table(2, 2)
        for row, texts in enumerate([["队别", "人数"], ["一队", "52"]]):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text

    return word_file(build)


def notice(title: str = "关于征集职工书画作品的通知") -> bytes:
    """Return a short text as Notepad saves it."""
    return f"{title}\n\n各工会小组：\n现面向全院职工征集书画作品，请于五月五日前交工会办公室。\n".encode()


def upload(name: str, content: bytes) -> ContentFile:
    """Return a file as it comes from a form."""
    return ContentFile(content, name=name)
