"""Documents on paper show every character that a name may have."""

import io
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from people.paper import pdf_of

# In the second part of the characters, which the fonts of the package have; and one that they lack.
RARE, RARER = "䶮㛃𬭎", "𠮷"


def fonts_of(words: str, folder) -> set[str]:
    """The fonts with which some words are set, as the PDF embeds them."""
    template = folder / "words.typ"
    template.write_text('#set text(font: "Noto Serif SC")\n#json(bytes(sys.inputs.sheet)).words')
    page = PdfReader(io.BytesIO(pdf_of({"words": words}, template))).pages[0]
    assert words in page.extract_text()
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    return {font.partition("+")[2] for font in fonts}


def test_rare_characters_are_set_with_the_fonts_of_the_package(tmp_path):
    [font] = fonts_of(f"字{RARE}", tmp_path)
    assert "NotoSerifSC" in font


def test_one_that_they_lack_is_set_with_a_font_of_the_system(tmp_path):
    asked = ["fc-list", f":charset={ord(RARER):x}"]
    if not shutil.which("fc-list") or not subprocess.run(asked, capture_output=True, check=True).stdout:
        pytest.skip("no font of this machine has it")
    assert len(fonts_of(f"字{RARER}", tmp_path)) == 2
