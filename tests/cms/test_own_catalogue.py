"""The screens are Chinese throughout, and English is complete beside them."""

import re

import polib
import pytest
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue(language):
    return polib.pofile(str(settings.BASE_DIR / f"locale/{language}/LC_MESSAGES/django.po"))


def texts_of(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_every_text_is_translated_and_none_is_a_guess(language):
    entries = catalogue(language)
    assert len(entries) > 500
    assert [entry.msgid for entry in entries if not all(texts_of(entry))] == []
    assert [entry.msgid for entry in entries if entry.fuzzy] == []


def test_both_languages_hold_the_same_texts():
    chinese, english = ({(entry.msgctxt, entry.msgid) for entry in catalogue(name)} for name in ("zh_Hans", "en"))
    assert chinese == english


def test_a_translation_keeps_every_placeholder():
    broken = [
        entry.msgid
        for entry in catalogue("zh_Hans")
        for text in texts_of(entry)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert broken == []
