"""Plain text and CSV, in the encodings that offices here save it in."""

import codecs

from .errors import Broken, Cut
from .gathering import CHARACTERS, Gathering

# No encoding takes more for a character.
BYTES = 4 * CHARACTERS
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(file, gathering: Gathering) -> None:
    content = file.read(BYTES + 1)
    is_whole = len(content) <= BYTES
    gathering.add(_decoded(content[:BYTES], is_whole))
    if not is_whole:
        raise Cut


def _decoded(content: bytes, is_whole: bool) -> str:
    # GB 18030 reads much of what is UTF-8 as rare characters, so it comes second.
    for encoding in ["utf-16"] if content.startswith(UTF_16) else ["utf-8-sig", "gb18030"]:
        try:
            return codecs.getincrementaldecoder(encoding)().decode(content, final=is_whole)
        except UnicodeDecodeError:
            continue
    raise Broken
