"""Web pages: what is read in them becomes blocks, what acts in them is gone, and nothing is fetched."""

import base64
import datetime
import socket

import pytest

from news.importing import Heading, Quote, Table, Text, read_manuscripts

from .manuscript_files import BODY, MORE, paragraphs_of, picture, sentences

DATA = "data:image/png;base64," + base64.b64encode(picture()).decode()


def read(body: str, head: str = "", name: str = "稿件.html", encoding: str = "utf-8"):
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (manuscript,) = read_manuscripts(name, page.encode(encoding))
    return manuscript


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_page_becomes_title_headings_text_lists_tables_and_quotations():
    manuscript = read(
        f"<h1>健步走出精气神</h1><p>发布时间：2025-04-15 来源：示范市中医院 作者：王小明 浏览次数：12</p>"
        f"<p style='text-indent:2em'>　　{BODY}</p><h2>出发</h2><p>{MORE}<strong>很<em>好</em></strong></p>"
        "<ul><li>水<ul><li>温水</li></ul></li><li><p>帽子</p></li></ul>"
        "<table><caption>成绩</caption><tr><th>队</th><th>名次</th></tr><tr><td rowspan=2>甲</td><td>1</td></tr>"
        "<tr><td>2</td></tr></table>"
        "<blockquote><p>走起来，就不累了。</p><p>——一位护士</p></blockquote>"
    )
    assert manuscript.title == "健步走出精气神"
    assert (manuscript.date, manuscript.source, manuscript.writer) == (
        datetime.date(2025, 4, 15),
        "示范市中医院",
        "王小明",
    )
    assert manuscript.blocks == [
        Text(f"<p>{BODY}</p>"),
        Heading("出发", 2),
        Text(f"<p>{MORE}<b>很<i>好</i></b></p><ul><li>水<ul><li>温水</li></ul></li><li>帽子</li></ul>"),
        Table(["队", "名次"], [["甲", "1"], ["甲", "2"]], "成绩"),
        Quote("走起来，就不累了。", "一位护士"),
    ]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<a href='javascript:alert(1)'>字</a>",
        "<a href='&#106;avascript:alert(1)'>字</a>",
        "<a href=' data:text/html,<script>alert(1)</script>'>字</a>",
        "<p style='background:url(javascript:alert(1))' onclick='alert(1)'>字</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<math><mi xlink:href='javascript:alert(1)'>字</mi></math>",
        "<b onmouseover=alert(1)>字</b>",
        "<style>@import 'javascript:alert(1)'</style>",
        "<p>&lt;script&gt;字&lt;/script&gt;</p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        '<a href="https://example.org/"onclick="alert(1)">字</a>',
        "<table><tr><td onclick=alert(1)><script>alert(1)</script>字</td><td>b</td></tr></table>",
        "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
        "<<script>alert(1)//<</script>",
        "<div><p><a href=\"x\"><b><img src='picture:0' onerror='alert(1)'></b></a></p></div>",
    ],
)
def test_nothing_in_a_page_can_act(attack, no_network):
    manuscript = read(f"<h1>健步走</h1><p>{BODY}</p>{attack}<p>{MORE}</p>")
    html = "".join(block.html for block in manuscript.blocks if isinstance(block, Text)).lower()
    assert BODY in html
    assert MORE in html
    assert not any(
        danger in html
        for danger in ("<script", "<img", "<svg", "<iframe", "javascript:", " on", "style=", "<object", "data:")
    )


def test_links_lose_everything_but_their_address():
    link = '<a href="https://example.org/?a=1&amp;b=2" target="_blank" class="x" onclick="y()">报名</a>'
    assert read(f"<h1>健步走</h1><p>{link}。</p>").blocks == [
        Text('<p><a href="https://example.org/?a=1&amp;b=2">报名</a>。</p>')
    ]


def test_pictures_inside_the_page_are_kept_and_others_are_named_and_not_fetched(no_network):
    manuscript = read(
        f"<h1>健步走</h1><p>{BODY}</p><p style='text-align:center'><img src='{DATA}' alt='职工从广场出发'></p>"
        "<p style='text-align:center'>队伍从门诊广场出发</p>"
        "<img src='https://example.org/two.jpg'>"
        "<img data-src='https://example.org/three.jpg' src='data:image/gif;base64,R0'>"
    )
    (kept,) = manuscript.pictures
    assert (kept.content, kept.alt, kept.caption) == (picture(), "职工从广场出发", "队伍从门诊广场出发")
    assert "https://example.org/two.jpg" in sentences(*manuscript.warnings)
    assert "https://example.org/three.jpg" in sentences(*manuscript.warnings)


def test_a_figure_gives_its_caption_to_its_picture():
    manuscript = read(
        f"<h1>健步走</h1><p>{BODY}</p>"
        f"<figure><img src='{DATA}' alt='出发'><figcaption>职工从广场出发</figcaption></figure>"
    )
    assert [picture.caption for picture in manuscript.pictures] == ["职工从广场出发"]


def test_only_the_article_of_a_page_is_taken_when_the_page_marks_it():
    manuscript = read(
        f"<div>站内导航 首页 新闻</div><nav>首页</nav><article><h1>健步走</h1><p>{BODY}{MORE}</p></article>"
        "<div>版权所有</div>"
    )
    assert paragraphs_of(manuscript) == [BODY + MORE]
    assert "marks as its article" in sentences(*manuscript.warnings)


def test_the_title_of_the_page_serves_when_the_text_has_none():
    manuscript = read(f"<p>{BODY}</p>", head="<title>健步走 - 示范市中医院</title>")
    assert manuscript.title == "健步走 - 示范市中医院"
    assert "web page" in sentences(*manuscript.warnings)


def test_the_encoding_that_a_page_declares_is_used():
    assert read(f"<h1>健步走</h1><p>{BODY}</p>", head='<meta charset="gb2312">', encoding="gb18030").title == "健步走"


def test_line_breaks_between_sentences_part_paragraphs_and_others_stay():
    assert read(f"<h1>健步走</h1><p>{BODY}<br>　　{MORE}</p><p>地址：示范路1号<br>电话：0555-1234567</p>").blocks == [
        Text(f"<p>{BODY}</p><p>{MORE}</p><p>地址：示范路1号<br>电话：0555-1234567</p>")
    ]


def test_text_without_any_paragraph_is_kept():
    assert paragraphs_of(read(f"<h1>健步走</h1>{BODY}<div>{MORE}<div>第三段<span>在</span>这里。</div></div>")) == [
        BODY,
        MORE,
        "第三段在这里。",
    ]


def test_a_table_inside_a_table_keeps_its_text_in_one_cell():
    manuscript = read(
        "<h1>健步走</h1><table><tr><td>甲队</td><td>说明</td></tr><tr><td>乙队</td><td><table><tr><td>一</td><td>二</td></tr></table></td></tr></table>"
    )
    (table,) = manuscript.blocks
    assert table.columns == ["甲队", "说明"]
    assert table.rows == [["乙队", "一 二"]]
    assert "another table" in sentences(*manuscript.warnings)


def test_a_title_row_across_a_table_is_its_caption():
    manuscript = read(
        "<h1>健步走</h1><table><tr><td colspan=2>各队成绩</td></tr><tr><td>队</td><td>名次</td></tr>"
        "<tr><td>甲</td><td>1</td></tr></table>"
    )
    assert manuscript.blocks == [Table(["队", "名次"], [["甲", "1"]], "各队成绩")]
    assert not manuscript.warnings


@pytest.mark.parametrize("span", ["999999999", "-1", "0", "a", "1.5", "９"])
def test_spans_that_no_table_needs_do_no_harm(span):
    manuscript = read(
        f"<h1>健步走</h1><table><tr><td colspan={span} rowspan={span}>甲</td><td>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr></table>"
    )
    (table,) = manuscript.blocks
    cells = {cell for row in [table.columns, *table.rows] for cell in row}
    assert cells >= {"甲", "乙", "丙", "丁"}
    assert len(table.columns) <= 62
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    "flood",
    [
        "<div>" * 30_000,
        "<b>" * 30_000,
        "<table><tr><td>" * 1_000,
        "<ul><li>" * 3_000,
        "<!--" * 20_000,
        "<" * 100_000,
        "<a href='" * 20_000,
    ],
    ids=["div", "b", "table", "list", "comment", "angle", "quote"],
)
def test_floods_of_tags_are_read_or_refused_and_end(flood):
    try:
        (manuscript,) = read_manuscripts("稿件.html", f"<h1>健步走</h1><p>{BODY}</p>{flood}".encode())
    except Exception as error:
        raise AssertionError("a flood behind ordinary text must not stop the import") from error
    assert BODY in paragraphs_of(manuscript)
