"""Manuscripts as JSON, so that a file is read once and shown many times. Pictures are kept apart and named."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, fields

from .importing import Block, Heading, Manuscript, Picture, Quote, Table, Text

KINDS = {kind.__name__: kind for kind in (Heading, Text, Picture, Quote, Table)}


def to_json(manuscript: Manuscript, keep: Callable[[Picture], str]) -> dict:
    """Return the manuscript in plain values. `keep` puts a picture away and returns its name."""
    data = {field.name: getattr(manuscript, field.name) for field in fields(Manuscript)}
    return data | {
        "date": manuscript.date.isoformat() if manuscript.date else None,
        "warnings": [str(warning) for warning in manuscript.warnings],
        "blocks": [_block_to_json(block, keep) for block in manuscript.blocks],
    }


def from_json(data: dict, open_picture: Callable[[str], bytes]) -> Manuscript:
    """Return the manuscript that `to_json` was given; `open_picture` returns the bytes of a picture by its name."""
    return Manuscript(
        **data
        | {
            "date": datetime.date.fromisoformat(data["date"]) if data["date"] else None,
            "blocks": [_block_from_json(block, open_picture) for block in data["blocks"]],
        }
    )


def _block_to_json(block: Block, keep: Callable[[Picture], str]) -> dict:
    kind = {"kind": type(block).__name__}
    if isinstance(block, Picture):
        return kind | {"file": keep(block), "file_name": block.file_name, "alt": block.alt, "caption": block.caption}
    return kind | asdict(block)


def _block_from_json(data: dict, open_picture: Callable[[str], bytes]) -> Block:
    values = {name: value for name, value in data.items() if name not in ("kind", "file")}
    if data["kind"] == "Picture":
        values["content"] = open_picture(data["file"])
    return KINDS[data["kind"]](**values)
