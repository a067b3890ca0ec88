"""What can be read in an answer, also where it is packed: workbooks, archives, PDF files."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError


def text_of(response) -> str:
    """Return all that an answer says, its headers too."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = " ".join(response.headers.values())
    return f"{head}\n{unpacked(body)}"


def unpacked(body: bytes) -> str:
    if body.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(body)) as archive:
                return "\n".join(unpacked(archive.read(name)) for name in archive.namelist())
        except BadZipFile:
            return ""
    if body.startswith(b"%PDF"):
        try:
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
        except PyPdfError:
            return ""
    text = body.decode("utf-8", "replace")
    # JSON may write Chinese in escapes.
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
