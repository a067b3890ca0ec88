"""The forms and notes that articles offer for download: small real Word files, since that is what offices use."""

import io
import zipfile
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from cms.models import UnionDocument

from .hospital import Hospital
from .people import OFFICER

# The least that ECMA-376 asks of a .docx: the kinds of its parts, where the text is, and the text.
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
# Zip files carry times; a fixed one keeps the same text the same file.
ZIP_TIME = (2026, 1, 1, 0, 0, 0)


def word_file(text: str) -> bytes:
    """Return a .docx with one paragraph for each line of `text`."""
    paragraphs = "".join(PARAGRAPH.format(escape(line)) for line in text.split("\n"))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONSHIPS,
        "word/document.xml": DOCUMENT.format(paragraphs),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), part)
    return packed.getvalue()


def load_document(hospital: Hospital, title: str, filename: str, text: str) -> UnionDocument:
    """Put one document into the library. `filename` ends in .docx, or in .txt or .csv for plain text.

    Raises:
        ValidationError: another suffix, whose contents this cannot write.
    """
    if filename.endswith(".docx"):
        contents = word_file(text)
    else:
        # With the mark at the beginning, office programs read Chinese as UTF-8.
        contents = text.encode("utf-8-sig")
    document = UnionDocument(
        title=title,
        file=ContentFile(contents, name=filename),
        uploaded_by_user=hospital.members[OFFICER],
    )
    document._set_document_file_metadata()
    document.full_clean()
    document.save()
    hospital.files.note(document.file)
    return document
