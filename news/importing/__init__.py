"""Reads manuscripts (.docx, .txt, .html) into the blocks of a news page. Knows no database and fetches nothing."""

from .errors import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    ManuscriptError,
    MisnamedFile,
    NoTextFound,
    OldWordFile,
    OnlyPictures,
    PdfFile,
    TextTooLong,
    UnknownEncoding,
    UnpacksTooLarge,
    UnsupportedFile,
)
from .manuscript import Block, Heading, Manuscript, Picture, Quote, Table, Text
from .reader import MAX_BYTES, SUFFIXES, read_manuscripts

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Block",
    "BrokenFile",
    "EmptyFile",
    "EncryptedFile",
    "FileTooLarge",
    "Heading",
    "Manuscript",
    "ManuscriptError",
    "MisnamedFile",
    "NoTextFound",
    "OldWordFile",
    "OnlyPictures",
    "PdfFile",
    "Picture",
    "Quote",
    "Table",
    "Text",
    "TextTooLong",
    "UnknownEncoding",
    "UnpacksTooLarge",
    "UnsupportedFile",
    "read_manuscripts",
]
