"""Office files are ZIP archives of XML: opened as what may be anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from .errors import Broken, Encrypted, TooLarge

PARTS = 20_000
# Of XML; a report of a hundred pages has about 3 MB. Pictures are not unpacked.
UNPACKED_BYTES = 256 * 1024 * 1024
# What Office puts around a file that a password protects.
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
PROTECTED = "EncryptedPackage".encode("utf-16-le")


@contextmanager
def opened(file) -> Iterator[ZipFile]:
    """Raises Encrypted, Broken or TooLarge. What the parts say of their size holds: zipfile reads no further."""
    if file.read(len(COMPOUND)) == COMPOUND:
        raise Encrypted if PROTECTED in file.read() else Broken
    file.seek(0)
    try:
        archive = ZipFile(file)
    except BadZipFile as error:
        raise Broken from error
    with archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        if len(parts) > PARTS or unpacked > UNPACKED_BYTES:
            raise TooLarge
        if any(part.flag_bits & 1 for part in parts):
            raise Encrypted
        yield archive
