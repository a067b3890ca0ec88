"""Sentences one after the other, as each language joins them."""

from django.utils import translation

from people.sentences import joined


def test_sentences_are_joined_as_the_language_joins_them():
    with translation.override("zh-hans"):
        assert joined(["名单已保存。", "还有一处。"]) == "名单已保存。还有一处。"
    with translation.override("en"):
        assert joined(["It is saved.", "One more."]) == "It is saved. One more."
    assert joined(["只有一句。"]) == "只有一句。"
    assert joined([]) == ""
