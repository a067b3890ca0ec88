"""How a name is read, surname first; names sort by it. An administrator corrects what the readings get wrong."""

import re

from pypinyin import Style, lazy_pinyin

# Surnames that are read otherwise than the character in common words, and those of two characters among them.
SURNAMES = {
    "万俟": "moqi",
    "尉迟": "yuchi",
    "长孙": "zhangsun",
    "澹台": "tantai",
    "单于": "chanyu",
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "查": "zha",
    "区": "ou",
    "翟": "zhai",
    "任": "ren",
    "华": "hua",
    "朴": "piao",
    "盖": "ge",
    "乐": "yue",
    "员": "yun",
    "缪": "miao",
    "宓": "mi",
    "尉": "wei",
    "召": "shao",
    "逄": "pang",
    "冼": "xian",
    "晁": "chao",
    "褚": "chu",
    "卜": "bu",
    "种": "chong",
    "黑": "he",
    "折": "she",
    "秘": "bi",
    "燕": "yan",
    "牟": "mu",
    "葛": "ge",
    "祭": "zhai",
    "覃": "qin",
    "谌": "chen",
    "都": "du",
    "石": "shi",
    "么": "yao",
    "纪": "ji",
    "令狐": "linghu",
    "鲜于": "xianyu",
    "贾": "jia",
    "洗": "xian",
    "隗": "wei",
}
# Two characters that are one surname, read as they are.
COMPOUND = set(
    re.findall(
        "..",
        "欧阳上官司马诸葛东方皇甫慕容司徒夏侯公孙宇文司空端木南宫独孤呼延轩辕钟离闻人赫连申屠太史东郭百里公羊淳于拓跋濮阳第五",
    )
)
LENGTH = 120


def pinyin_of(name: str) -> str:
    """Return the reading of a Chinese name in two words, such as “shan yafang” for 单亚芳; others as they are."""
    if name[:1].isascii():
        return name.lower()[:LENGTH]
    surname, size = surname_of(name), len(surname_of(name))
    surname = SURNAMES.get(surname) or "".join(_read(surname))
    return f"{surname} {''.join(_read(name[size:]))}".strip().lower()[:LENGTH]


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name: one character, or two where they are one surname."""
    is_compound = name[:2] in COMPOUND or (name[:2] in SURNAMES and len(name) > 2)
    return name[: 2 if is_compound else 1]


def _read(text: str) -> list[str]:
    return lazy_pinyin(text, style=Style.NORMAL)
