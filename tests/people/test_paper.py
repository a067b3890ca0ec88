"""Documents on paper show every character that a name may have."""

import io

from pypdf import PdfReader

from people.paper import pdf_of

# Of the later parts of the standard, which the Chinese fonts have; and one that they lack.
RARE, RARER = "䶮㛃𬭎", "𠮷"


def fonts_of(words: str, folder) -> list[str]:
    """The fonts with which some words are set, as the PDF embeds them. Text alone says nothing: it can be read out of
    a document that draws an empty box.
    """
    template = folder / "words.typ"
    template.write_text('#set text(font: "Noto Serif SC")\n#json(bytes(sys.inputs.sheet)).words')
    page = PdfReader(io.BytesIO(pdf_of({"words": words}, template))).pages[0]
    assert words in page.extract_text()
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    return sorted(font.partition("+")[2] for font in fonts)


def test_rare_characters_are_set_with_the_chinese_font(tmp_path):
    [font] = fonts_of(f"字{RARE}", tmp_path)
    assert "NotoSerifSC" in font


def test_one_that_it_lacks_is_set_with_another_and_leaves_the_rest_alone(tmp_path):
    other, chinese = fonts_of(f"字{RARE}{RARER}", tmp_path)
    assert "NotoSerifSC" in chinese
    assert "JP" in other
