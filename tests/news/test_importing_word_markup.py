"""What Word keeps beside plain paragraphs (changes, notes, fields, boxes) is not lost; what is hidden stays so."""

import pytest

from news.importing import read_manuscripts

from .manuscript_files import BODY, MORE, add_xml, paragraphs_of, part_of, repacked, sentences, word_file, word_with

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    "<w:r><w:t>数据由工会提供。</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def read(build_or_content):
    content = build_or_content if isinstance(build_or_content, bytes) else word_file(build_or_content)
    (manuscript,) = read_manuscripts("稿件.docx", content)
    return manuscript


def read_xml(*xml: str):
    return read(lambda document: [document.add_heading("健步走", 0), *(add_xml(document, part) for part in xml)])


def test_tracked_changes_are_taken_as_accepted():
    manuscript = read_xml(
        '<w:p><w:r><w:t>全程</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>五</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>六</w:t></w:r></w:ins><w:r><w:t>公里。</w:t></w:r></w:p>'
    )
    assert paragraphs_of(manuscript) == ["全程六公里。"]
    assert "tracked changes" in sentences(*manuscript.warnings)


def test_a_deleted_mark_at_the_end_of_the_document_costs_no_text():
    manuscript = read_xml(
        f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:r><w:t>{BODY}</w:t></w:r></w:p>'
    )
    assert paragraphs_of(manuscript) == [BODY]


def test_footnotes_stand_at_the_end_as_text():
    def build(document):
        document.add_heading("健步走", 0)
        add_xml(document, f'<w:p><w:r><w:t>{BODY}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
        document.add_paragraph(MORE)

    manuscript = read(repacked(word_file(build), **{"word__footnotes.xml": FOOTNOTES.encode()}))
    assert paragraphs_of(manuscript) == [f"{BODY}[1]", MORE, "[1] 数据由工会提供。"]


def test_comments_are_left_out_with_a_warning():
    def build(document):
        document.add_heading("健步走", 0)
        document.add_comment(document.add_paragraph(BODY).runs, "此处要核实", "审稿人")

    manuscript = read(build)
    assert paragraphs_of(manuscript) == [BODY]
    assert "comments" in sentences(*manuscript.warnings)


def test_hidden_text_is_left_out_with_a_warning():
    manuscript = read_xml(
        "<w:p><w:r><w:t>公开的话。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部的话。</w:t></w:r></w:p>"
    )
    assert paragraphs_of(manuscript) == ["公开的话。"]
    assert "Hidden" in sentences(*manuscript.warnings)


def test_fields_phonetic_guides_and_formulas_keep_their_text():
    manuscript = read_xml(
        '<w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr="SEQ x"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
        "<w:r><w:t>次，</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>qi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>芪</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=1</m:t></m:r></m:oMath>'
        '<w:r><w:t>，面积30 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
    )
    assert paragraphs_of(manuscript) == ["第3次，芪x=1，面积30 m²"]


def text_box(*paragraphs: str, fallback: bool = False) -> str:
    """Return a run with a text box as new versions of Word write it, with or without the old form beside it."""
    words = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:anchor><wp:docPr id="9" name="b"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return (
        f'<w:r><mc:AlternateContent {NAMESPACES}><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"{old if fallback else ''}</mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize("fallback", [True, False])
def test_the_text_of_a_text_box_is_kept_whether_or_not_it_has_a_fallback(fallback):
    box = text_box("<w:p><w:r><w:t>框里的话。</w:t></w:r></w:p>", fallback=fallback)
    assert paragraphs_of(read_xml(f"<w:p>{box}<w:r><w:t>框外的话。</w:t></w:r></w:p>")) == ["框外的话。", "框里的话。"]


def test_a_text_box_inside_a_text_box_is_read_once():
    inner = text_box("<w:p><w:r><w:t>里框的话。</w:t></w:r></w:p>")
    outer = text_box(f"<w:p><w:r><w:t>外框的话。</w:t></w:r>{inner}</w:p>")
    assert paragraphs_of(read_xml(f"<w:p>{outer}</w:p>")) == ["外框的话。", "里框的话。"]


def test_boxes_that_were_ticked_are_shown():
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
    )
    manuscript = read_xml(
        f"<w:p>{box.format(1)}<w:r><w:t>参加 </w:t></w:r>{box.format(0)}<w:r><w:t>不参加</w:t></w:r></w:p>"
    )
    assert paragraphs_of(manuscript) == ["☑参加 ☐不参加"]


def test_a_chart_is_reported():
    manuscript = read_xml(
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="c"/><a:graphic><a:graphicData>'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        f"<w:r><w:t>{BODY}</w:t></w:r></w:p>"
    )
    assert paragraphs_of(manuscript) == [BODY]
    assert "chart" in sentences(*manuscript.warnings)


def test_a_table_of_contents_is_left_out():
    def build(document):
        document.styles.add_style("TOC 1", 1)
        document.add_heading("健步走", 0)
        document.add_paragraph("出发\t3", style="TOC 1")
        document.add_heading("出发", 1)
        document.add_paragraph(BODY)

    assert paragraphs_of(read(build)) == ["## 出发", BODY]


def test_the_strict_format_is_read_too():
    content = word_with("健步走出精气神", BODY)
    strict = part_of(content, "word/document.xml").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert paragraphs_of(read(repacked(content, **{"word__document.xml": strict.encode()}))) == [BODY]


def test_a_main_part_under_another_name_is_found():
    content = word_with("健步走出精气神", BODY)
    document, relations = part_of(content, "word/document.xml"), part_of(content, "_rels/.rels")
    moved = repacked(
        content,
        **{
            "word__document.xml": None,
            "word__document2.xml": document.encode(),
            "_rels__.rels": relations.replace("word/document.xml", "word/document2.xml").encode(),
        },
    )
    assert paragraphs_of(read(moved)) == [BODY]


def test_a_reference_that_leads_nowhere_costs_formatting_but_no_text():
    manuscript = read_xml(
        f'<w:p><w:r><w:t>{BODY}</w:t></w:r><w:hyperlink r:id="rId999"><w:r><w:t>{MORE}</w:t></w:r></w:hyperlink></w:p>'
    )
    assert paragraphs_of(manuscript) == [f"{BODY}{MORE}"]
    assert "plain text" in sentences(*manuscript.warnings)


def test_a_bulletin_in_word_is_split_like_a_newspaper_page():
    first, second = f"本报讯（记者 王小明）{BODY}", f"本报讯（记者 李晓红）{MORE}"
    articles = read_manuscripts("简报.docx", word_with("走进春天", first, "常办常新", second))
    assert [article.title for article in articles] == ["走进春天", "常办常新"]
