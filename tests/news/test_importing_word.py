"""Word documents: what they are made of becomes blocks, and what Word hides in fields and boxes is not lost."""

import datetime
import io

import pytest

from news.importing import Heading, Quote, Table, Text, read_manuscripts

from .manuscript_files import (
    BODY,
    MORE,
    add_centred,
    add_picture,
    add_xml,
    number_paragraph,
    numbered,
    paragraphs_of,
    picture,
    sentences,
    word_file,
)

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def read(build_or_content):
    content = build_or_content if isinstance(build_or_content, bytes) else word_file(build_or_content)
    (manuscript,) = read_manuscripts("稿件.docx", content)
    return manuscript


def test_a_notice_as_offices_type_it_is_read_whole():
    def build(document):
        add_centred(document, "示范市中医院工会文件", bold=True, points=26)
        add_centred(document, "示工[2025] 12号")
        add_centred(document, "关于举办2025年度", bold=True, points=22)
        add_centred(document, "职工健步走活动的通知", bold=True, points=22)
        document.add_paragraph("各工会小组：")
        document.add_paragraph(BODY)
        document.add_paragraph("一、活动安排")
        document.add_paragraph(MORE)
        document.add_paragraph("示范市中医院工会").alignment = 2
        document.add_paragraph("2025年4月15日").alignment = 2

    manuscript = read(build)
    assert manuscript.title == "关于举办2025年度职工健步走活动的通知"
    assert manuscript.document_number == "示工〔2025〕12号"
    assert manuscript.date == datetime.date(2025, 4, 15)
    assert manuscript.summary == BODY
    assert paragraphs_of(manuscript) == [
        "示范市中医院工会文件", "各工会小组：", BODY, "## 一、活动安排", MORE, "示范市中医院工会", "2025年4月15日",
    ]  # fmt: skip


def test_titles_and_headings_by_style_are_found():
    def build(document):
        document.add_heading("健步走出精气神", 0)
        document.add_paragraph("——春季健步走活动纪实", style="Subtitle")
        document.add_heading("出发", 1)
        document.add_paragraph(BODY)
        document.add_heading("途中", 2)
        document.add_paragraph(MORE)

    manuscript = read(build)
    assert manuscript.title == "健步走出精气神——春季健步走活动纪实"
    assert paragraphs_of(manuscript) == ["## 出发", BODY, "### 途中", MORE]


@pytest.mark.parametrize(("title", "heading"), [("标题", "标题 1"), ("公文标题", "一级标题"), ("题目", "标题1")])
def test_styles_with_chinese_names_are_known(title, heading):
    def build(document):
        for name in (title, heading):
            document.styles.add_style(name, 1)
        document.add_paragraph("健步走出精气神", style=title)
        document.add_paragraph("出发", style=heading)
        document.add_paragraph(BODY)

    manuscript = read(build)
    assert manuscript.title == "健步走出精气神"
    assert paragraphs_of(manuscript) == ["## 出发", BODY]


def test_a_style_built_upon_a_heading_is_a_heading():
    def build(document):
        own = document.styles.add_style("我院小标题", 1)
        own.base_style = document.styles["Heading 2"]
        document.add_heading("健步走", 0)
        document.add_paragraph("出发", style=own)
        document.add_paragraph(BODY)

    assert read(build).blocks[0] == Heading("出发", 2)


def test_a_single_heading_at_the_top_is_the_title():
    def build(document):
        document.add_heading("健步走出精气神", 1)
        document.add_heading("出发", 2)
        document.add_paragraph(BODY)

    manuscript = read(build)
    assert manuscript.title == "健步走出精气神"
    assert manuscript.blocks[0] == Heading("出发", 2)


def test_short_bold_lines_are_headings_and_bold_words_are_not():
    def build(document):
        document.add_paragraph("健步走出精气神")
        document.add_paragraph(BODY)
        document.add_paragraph().add_run("1.走出来的健康").bold = True
        document.add_paragraph("大家").add_run("走得很快").bold = True
        document.add_paragraph("2.没有加粗的一行")
        document.add_paragraph(MORE)

    assert read(build).blocks == [
        Text(f"<p>{BODY}</p>"),
        Heading("1.走出来的健康", 2),
        Text(f"<p>大家<b>走得很快</b></p><p>2.没有加粗的一行</p><p>{MORE}</p>"),
    ]


def test_numbers_that_word_computes_are_written_out():
    def build(document):
        document.add_heading("健步走", 0)
        numbered(document, ["活动安排"], "chineseCounting", "%1、")
        document.add_paragraph(BODY)
        numbered(document, ["总则", "细则"], "chineseCountingThousand", "第%1章", style="Heading 1")
        document.add_paragraph(MORE)
        numbered(document, ["带好雨具。", "穿运动鞋。"], "decimal", "（%1）")

    assert paragraphs_of(read(build)) == [
        "### 一、活动安排", BODY, "## 第一章 总则", "## 第二章 细则", MORE, "（1）带好雨具。", "（2）穿运动鞋。",
    ]  # fmt: skip


def test_lists_stay_lists_and_a_number_that_goes_on_later_is_kept():
    def build(document):
        document.add_heading("健步走", 0)
        for text in ("水", "帽子"):
            document.add_paragraph(text, style="List Bullet")
        numbered(document, ["热身", "出发"], "decimal", "%1.")
        number = document.paragraphs[-1]._p.pPr.numPr.numId.val
        document.add_paragraph(BODY)
        number_paragraph(document.add_paragraph("拉伸"), str(number))

    assert read(build).blocks == [
        Text(f"<ul><li>水</li><li>帽子</li></ul><ol><li>热身</li><li>出发</li></ol><p>{BODY}</p><p>3.拉伸</p>")
    ]


def test_links_are_kept_when_they_lead_to_the_web():
    def build(document):
        document.add_heading("健步走", 0)
        for address in ("https://example.org/a?b=1", "javascript:alert(1)", "file:///C:/a.docx", "../b.html"):
            link = document.part.relate_to(address, HYPERLINK, is_external=True)
            add_xml(document, f'<w:p><w:hyperlink r:id="{link}"><w:r><w:t>报名</w:t></w:r></w:hyperlink></w:p>')

    assert read(build).blocks == [
        Text('<p><a href="https://example.org/a?b=1">报名</a></p><p>报名</p><p>报名</p><p>报名</p>')
    ]


def test_a_table_keeps_its_headings_and_repeats_what_was_merged():
    def build(document):
        document.add_heading("健步走", 0)
        document.add_paragraph("表1 各队成绩")
        table = document.add_table(4, 3)
        for row, texts in zip(
            table.rows,
            [["队别", "姓名", "名次"], ["甲队", "王小明", "1"], ["", "李晓红", ""], ["", "", ""]],
            strict=True,
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(3, 2)).text = "合计两人"

    manuscript = read(build)
    assert manuscript.blocks == [
        Table(
            ["队别", "姓名", "名次"],
            [["甲队", "王小明", "1"], ["甲队", "李晓红", ""], ["合计两人", "合计两人", "合计两人"]],
            "表1 各队成绩",
        )
    ]
    assert "merged cells" in sentences(*manuscript.warnings)


def test_a_table_of_one_cell_is_a_frame_round_its_text():
    def build(document):
        document.add_heading("健步走", 0)
        document.add_table(1, 1).cell(0, 0).text = BODY

    assert read(build).blocks == [Text(f"<p>{BODY}</p>")]


def test_pictures_keep_their_description_and_take_the_caption_below():
    def build(document):
        document.add_heading("健步走", 0)
        add_picture(document, picture(), "三百名职工从广场出发")
        add_centred(document, "队伍从门诊广场出发")
        document.add_paragraph(BODY)
        add_picture(document, picture("JPEG"), "图片1.jpg")
        document.add_paragraph("▲职工在终点合影 李晓红 摄")
        document.add_paragraph("图书角也在当天开放，吸引了许多人前来翻阅、借书、捐书，十分热闹。")

    manuscript = read(build)
    first, second = manuscript.pictures
    assert (first.alt, first.caption, first.file_name) == ("三百名职工从广场出发", "队伍从门诊广场出发", "稿件-1.png")
    assert (second.alt, second.caption, second.file_name) == ("", "职工在终点合影 李晓红 摄", "稿件-2.jpg")
    assert first.content == picture()
    assert sentences(*manuscript.warnings) == "Picture 2 has no alternative text."


def test_a_table_that_arranges_pictures_becomes_pictures_with_captions():
    def build(document):
        document.add_heading("健步走", 0)
        document.add_paragraph(BODY)
        table = document.add_table(2, 2)
        for cell, colour in zip(table.rows[0].cells, ("red", "blue"), strict=True):
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture(colour=colour)))
        table.cell(1, 0).text, table.cell(1, 1).text = "甲队出发", "乙队出发"

    assert [(p.content, p.caption) for p in read(build).pictures] == [
        (picture(colour="red"), "甲队出发"),
        (picture(colour="blue"), "乙队出发"),
    ]


def test_a_quotation_by_style_is_a_quotation():
    def build(document):
        document.add_heading("健步走", 0)
        document.add_paragraph("走起来，就不累了。", style="Quote")
        document.add_paragraph("——一位护士", style="Quote")
        document.add_paragraph(BODY)

    assert read(build).blocks[0] == Quote("走起来，就不累了。", "一位护士")
