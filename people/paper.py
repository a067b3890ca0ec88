"""Documents on paper: whose name stands at their head, their QR codes, and the PDF. Rooms above use it too."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from importlib import resources
from pathlib import Path

import segno
import typst
from django.conf import settings

# Characters that the first lacks, such as 𠮷 in a name, are set with the second.
FONTS = ["pylopdf_fonts_zh_cn", "pylopdf_fonts_jp"]

_letterheads: list[Callable[[], str]] = []


def register_letterhead(name: Callable[[], str]) -> Callable[[], str]:
    """Register what returns the union's name for the head of a document; the room that keeps the name does so."""
    _letterheads[:] = [name]
    return name


def letterhead() -> str:
    name = _letterheads[0]() if _letterheads else ""
    return name or settings.WAGTAIL_SITE_NAME


def qr(address: str, *, as_large_as_its_place: bool = False) -> str:
    """Return the QR code of an address as SVG, of a size of its own or of the place that a page gives it."""
    return segno.make(address, error="m").svg_inline(scale=4, border=0, omitsize=as_large_as_its_place)


def pdf_of(sheet: dict, template: Path) -> bytes:
    """Return the PDF of plain data in a template for typst, which reads it as `sys.inputs.sheet`."""
    return _compiled(sheet, template)


def pdf_into(path: Path, sheet: dict, template: Path) -> None:
    """Write the PDF into a file instead; pictures and PDF files beside the template may stand in it."""
    _compiled(sheet, template, output=path)


def picture_of(sheet: dict, template: Path, *, dots_per_inch: int = 150) -> bytes:
    """Return the same as a PNG picture, of a sheet that has one page."""
    return _compiled(sheet, template, format="png", ppi=dots_per_inch)


def _compiled(sheet: dict, template: Path, **how) -> bytes:
    """Fonts come with packages; the system's are not looked at, so a document is the same on every machine."""
    with ExitStack() as packages:
        return typst.compile(
            template,
            root=template.parent,
            font_paths=[packages.enter_context(resources.as_file(resources.files(each))) for each in FONTS],
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
            **how,
        )
