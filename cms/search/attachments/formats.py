"""Which files have text that is taken out, and by what."""

from typing import NamedTuple

from . import pdf, plain, word, workbook
from .errors import Broken, Cut, TooLarge, Unreadable
from .gathering import Gathering

READERS = {"docx": word.read, "pdf": pdf.read, "xlsx": workbook.read, "csv": plain.read, "txt": plain.read}
SECONDS = 60


class Text(NamedTuple):
    text: str
    # Whether it is all that the file has.
    is_whole: bool


def text_of(file, extension: str, seconds: float = SECONDS) -> Text:
    """Return the text of an open, seekable file of bytes; empty where it holds none.

    After so many seconds it is content with what it has. It looks at the clock between pages, rows and paragraphs:
    what may take long for one of them is done `apart`.

    Raises:
        Unreadable: there is no text to be had, and trying again would give none; the class says why.
        KeyError: there is no reader for this extension.
    """
    reader, gathering = READERS[extension.lower()], Gathering(seconds)
    try:
        reader(file, gathering)
    except Cut:
        return Text(gathering.text, is_whole=False)
    except Unreadable:
        raise
    except MemoryError as error:
        raise TooLarge from error
    # Damaged files meet the libraries with whatever error comes first.
    except Exception as error:
        raise Broken from error
    return Text(gathering.text, is_whole=True)
