"""What a list says, as a hash: by it two wordings of one list are told apart."""

import hashlib
import json


def hash_of(publication) -> str:
    """Return the SHA-256 of the list itself: its title, its columns and its lines in their order.

    A telephone number or a word of the introduction that is put right is no change of the list.
    """
    lines = [
        [line.heading, line.member_id, line.name, line.department, line.cells, line.outcome]
        for line in publication.lines_in_order
    ]
    said = [publication.title, publication.columns, publication.by_strokes, lines]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
