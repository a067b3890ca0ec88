"""The one way in: a file as it was uploaded becomes manuscripts, or an error that names it."""

from pathlib import PurePosixPath

from .assemble import assemble
from .errors import EmptyFile, FileTooLarge
from .file_type import refuse_unsupported
from .html import read_html
from .manuscript import Manuscript
from .plain_text import read_plain_text
from .word import read_word

MAX_BYTES = 20 * 1024 * 1024
READERS = {".docx": read_word, ".txt": read_plain_text, ".html": read_html, ".htm": read_html}
SUFFIXES = tuple(READERS)


def read_manuscripts(name: str, content: bytes) -> list[Manuscript]:
    """Return the manuscripts in one file: one as a rule, several for a newspaper page.

    `name` is the file's name (a path is cut to its last part), `content` its bytes. Nothing is fetched or written.
    Raises a subclass of ManuscriptError whose `sentence` names the file.
    """
    file_name = PurePosixPath(name.replace("\\", "/")).name or "?"
    if not content:
        raise EmptyFile(file_name)
    if len(content) > MAX_BYTES:
        raise FileTooLarge(file_name, limit=MAX_BYTES // 1024 // 1024)
    suffix = PurePosixPath(file_name).suffix.lower()
    if suffix not in READERS:
        refuse_unsupported(file_name, suffix, content)
    return assemble(READERS[suffix](file_name, content))
