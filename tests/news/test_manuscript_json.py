"""What waits between reading and saving comes back as it was read."""

import json

from news.importing import Picture
from news.manuscript_json import from_json, to_json

from .manuscripts import manuscript


def test_a_manuscript_comes_back_whole():
    original = manuscript(warnings=["找到多个日期。"])
    kept = {}

    def keep(picture: Picture) -> str:
        kept[picture.file_name] = picture.content
        return picture.file_name

    stored = json.loads(json.dumps(to_json(original, keep)))
    assert from_json(stored, kept.get) == original


def test_a_manuscript_without_a_date_comes_back_without_one():
    stored = to_json(manuscript(date=None, blocks=[]), keep=None)
    assert from_json(stored, open_picture=None).date is None
