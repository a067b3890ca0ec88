"""What a file is by its content, whatever its name says."""

import io
import zipfile
from pathlib import PurePosixPath

from defusedxml import ElementTree
from django.utils.translation import gettext_lazy as _

from .errors import (
    BrokenFile,
    EncryptedFile,
    MisnamedFile,
    OldWordFile,
    PdfFile,
    UnpacksTooLarge,
    UnsupportedFile,
)

MAX_MEMBERS = 3_000
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_XML_BYTES = 24 * 1024 * 1024  # one part; a report of a hundred pages has about 3 MB

NOT_TEXT = _("something other than text")
WORD_DOCUMENT = _("a Word document (.docx)")
SPREADSHEET = _("an Excel workbook")
SLIDES = _("a PowerPoint presentation")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", _("a PDF")),
    (b"PK\x03\x04", _("a ZIP archive or an Office file")),
    (b"PK\x05\x06", _("an empty ZIP archive")),
    (_OLE, _("an old Office file")),
    (b"{\\rtf", _("rich text (.rtf)")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"\x89PNG\r\n\x1a\n", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"BM", _("a picture")),
    (b"II*\0", _("a picture")),
    (b"MM\0*", _("a picture")),
    (b"Rar!\x1a\x07", _("a packed archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed archive")),
    (b"\x1f\x8b\x08", _("a packed archive")),
)
_MARKUP_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"mime-version:")
_OFFICE_PARTS = (
    (b"word/document", WORD_DOCUMENT),
    (b"xl/workbook", SPREADSHEET),
    (b"ppt/presentation", SLIDES),
)
_MAIN_PART = "/officeDocument"


def kind_of(content: bytes) -> str:
    """Return what the first bytes give a file away as, lazily translated, or "" for what may be text."""
    if content.startswith(b"PK\x03\x04"):
        for name, kind in _OFFICE_PARTS:
            if name in content:
                return kind
    for signature, kind in _SIGNATURES:
        # Two letters are too few: a text may begin with BM. A bitmap has four zero bytes after its length.
        if content.startswith(signature) and (signature != b"BM" or content[6:10] == b"\0\0\0\0"):
            return kind
    if b"ftyp" in content[4:8]:
        return _("a picture or a video")
    return ""


def refuse_unsupported(file_name: str, suffix: str, content: bytes) -> None:
    """Raise the error that fits a file whose suffix is not one of ours, by what it really holds."""
    if content.startswith(b"%PDF") or suffix == ".pdf":
        raise PdfFile(file_name)
    if content.startswith(_OLE):
        _refuse_ole(file_name, content)
    if suffix in (".doc", ".wps", ".rtf"):
        raise OldWordFile(file_name)
    raise UnsupportedFile(file_name)


def open_word_archive(file_name: str, content: bytes) -> tuple[zipfile.ZipFile, str]:
    """Return the archive of a .docx and the name of its main part, after checking that it is safe to unpack.

    Raises EncryptedFile, OldWordFile, MisnamedFile, BrokenFile or UnpacksTooLarge.
    """
    if content.startswith(_OLE):
        _refuse_ole(file_name, content)
    if not content.startswith(b"PK"):
        kind = kind_of(content)
        if not kind and content.lstrip(b"\xef\xbb\xbf \r\n\t")[:64].lower().startswith(_MARKUP_STARTS):
            kind = _("a web page")
        raise MisnamedFile(file_name, kind=kind) if kind else BrokenFile(file_name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_size(file_name, archive)
        names = set(archive.namelist())
        if "[Content_Types].xml" not in names:
            raise MisnamedFile(file_name, kind=kind_of(b"PK\x03\x04"))
        return archive, _main_part(file_name, archive, names)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise BrokenFile(file_name) from error


def read_part(file_name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    """Return the bytes of one part of the archive. Raises BrokenFile when they cannot be unpacked."""
    try:
        return archive.read(part)
    # zlib, lzma and bz2 each raise errors of their own on damaged data, with no base in common.
    except Exception as error:
        raise BrokenFile(file_name) from error


def _refuse_ole(file_name: str, content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedFile(file_name)
    if "WordDocument".encode("utf-16-le") in content:
        raise OldWordFile(file_name)
    raise MisnamedFile(file_name, kind=kind_of(_OLE))


def _check_size(file_name: str, archive: zipfile.ZipFile) -> None:
    # zipfile never unpacks more of a member than the directory declares, so the declared sizes are a true bound.
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise EncryptedFile(file_name)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise UnpacksTooLarge(file_name)
    if any(m.file_size > MAX_XML_BYTES for m in members if m.filename.lower().endswith((".xml", ".rels"))):
        raise UnpacksTooLarge(file_name)


def _main_part(file_name: str, archive: zipfile.ZipFile, names: set[str]) -> str:
    main = "word/document.xml"
    if "_rels/.rels" in names:
        try:
            relationships = ElementTree.fromstring(read_part(file_name, archive, "_rels/.rels"), forbid_dtd=True)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise BrokenFile(file_name) from error
        targets = [r.get("Target", "") for r in relationships if r.get("Type", "").endswith(_MAIN_PART)]
        main = next((str(PurePosixPath(target.lstrip("/"))) for target in targets), main)
    if main not in names:
        main = "word/document.xml"
    if main in names and main.startswith("word/"):
        return main
    for part, kind in _OFFICE_PARTS[1:]:
        if any(name.startswith(part.decode()) for name in names):
            raise MisnamedFile(file_name, kind=kind)
    raise BrokenFile(file_name)
