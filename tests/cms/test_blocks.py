"""What the blocks of an article say to a search."""

from cms.blocks import HeadingBlock


def test_the_level_of_a_heading_is_no_word_of_the_article():
    block = HeadingBlock()
    assert block.get_searchable_content(block.to_python({"text": "审查情况", "level": "2"})) == ["审查情况"]
