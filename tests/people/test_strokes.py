"""Published name lists stand in the order of the strokes of the surname."""

from collections import Counter
from operator import attrgetter

import pytest

from people.models import Member
from people.strokes import DATA, in_order_of_strokes, stroke_key


@pytest.mark.parametrize(
    "names",
    [
        # Fewer strokes first.
        "丁一 于一 王一 艾一 苏一 陈一 欧一 胡一 郭一 曾一 蔡一 薛一 魏一",
        # As many strokes: by the first that differs, 横 竖 撇 点 折.
        "王一 毛一 方一 孔一",
        "卫一 马一",
        "田一 白一 冯一",
        "朱一 刘一 许一 孙一",
        "李一 杨一 吴一 何一 汪一 张一",
        # One surname: a given name of one character first, whatever its strokes.
        "王宁 王凯 王毅 王小洪 王文涛 王予波",
        # Character by character.
        "李一凡 李一鸣 李大明",
        # A compound surname where its first character stands.
        "欧文 欧阳文 周一 郑一",
    ],
)
def test_names_stand_as_official_lists_have_them(names):
    expected = names.split()
    assert in_order_of_strokes(reversed(expected)) == expected


def test_every_character_of_gb2312_has_its_place():
    known = Counter("".join(line.split("\t")[1] for line in DATA.read_text("utf-8").splitlines() if line[0] != "#"))
    pairs = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    characters = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    assert len(characters) == 6763
    assert not set(characters) - known.keys()
    assert max(known.values()) == 1


@pytest.mark.parametrize("name", ["㛃一", "𬭎一", "骉一", "妘一", "祎一", "玥一", "堃一"])
def test_rare_characters_of_names_have_a_place_before_letters(name):
    assert stroke_key(name) < stroke_key("Smith")


def test_what_has_no_place_stands_last_and_breaks_nothing():
    assert in_order_of_strokes(["", "Smith", "阿凡提·买买提", "王　五", "🙂"])[0] == ""
    assert in_order_of_strokes(["Smith", "🙂", "王　五"]) == ["王　五", "Smith", "🙂"]


def test_spaces_within_a_name_do_not_count_and_people_of_one_name_keep_their_order():
    people = [Member(name="张　三", employee_number="2"), Member(name="张三", employee_number="1"), Member(name="丁一")]
    in_order = in_order_of_strokes(people, attrgetter("name"))
    assert [member.employee_number for member in in_order] == ["", "2", "1"]


def test_the_data_name_their_sources_and_licences():
    head = DATA.read_text("utf-8")[:1500]
    assert all(word in head for word in ("Unicode License", "MIT License", "kTGH", "cnchar-order 3.2.6"))
    assert "theajack" in DATA.with_suffix(".LICENSE").read_text("utf-8")
