"""From the blocks of a manuscript to the stored form of the blocks of a news page (see cms/blocks.py)."""

import json
import uuid
from collections.abc import Callable, Iterable

from .importing import Block, Heading, Picture, Quote, Table, Text


def stored_body(blocks: Iterable[Block], image_of: Callable[[Picture], int]) -> str:
    """Return the blocks as JSON that a StreamField takes; `image_of` returns the id of a picture in the library."""
    return json.dumps([{"id": str(uuid.uuid4()), **stored_block(block, image_of)} for block in blocks])


def stored_block(block: Block, image_of: Callable[[Picture], int]) -> dict:
    """Return one block as type and value. An empty description stays empty: nothing is taken for decoration."""
    match block:
        case Heading(text, level):
            return {"type": "heading", "value": {"text": text, "level": str(level)}}
        case Text(html):
            return {"type": "text", "value": html}
        case Picture():
            image = {"image": image_of(block), "alt_text": block.alt, "decorative": False}
            return {"type": "picture", "value": {"image": image, "caption": block.caption}}
        case Quote(text, attribution):
            return {"type": "quote", "value": {"text": text, "attribution": attribution}}
        case Table(columns, rows, caption):
            value = {
                "columns": [{"type": "text", "heading": heading} for heading in columns],
                "rows": [{"values": list(row)} for row in rows],
                "caption": caption,
            }
            return {"type": "table", "value": value}
    raise TypeError(f"No block of a news page holds a {type(block).__name__}.")
