"""The Chinese of Wagtail's admin and of the other packages is complete, consistent and safe to format.

What a package has not translated is absent from its Chinese catalogue, not empty, so its English catalogue
is the list to compare with. An upgrade of a package shows here which strings are new and which are gone.
"""

import re
from functools import cache
from pathlib import Path

import allauth
import django
import django_filters
import polib
import pytest
import taggit
import wagtail
import wagtail_modeladmin

LOCALE = Path(__file__).resolve().parents[2] / "locale"
WAGTAIL = Path(wagtail.__file__).parent
SITE_PACKAGES = WAGTAIL.parent

WAGTAIL_ENGLISH = sorted(WAGTAIL.rglob("locale/en/LC_MESSAGES/*.po"))

# Each package's list of strings, and its Chinese where Django looks for zh-hans. django-filter ships no
# English catalogue, and its Chinese under a name (zh_CN) that Django does not read for zh-hans.
PACKAGE_CATALOGUES = [
    *(
        (folder / "locale/en/LC_MESSAGES/django.po", folder / "locale/zh_Hans/LC_MESSAGES/django.po")
        for folder in (
            *(Path(package.__file__).parent for package in (allauth, taggit, wagtail_modeladmin)),
            *(Path(django.__file__).parent / part for part in ("conf", "contrib/auth", "contrib/postgres")),
        )
    ),
    (Path(django_filters.__file__).parent / "locale/zh_CN/LC_MESSAGES/django.po", None),
]

# wagtail_modeladmin lists by its filters, but it is not installed, so nobody reads its catalogues.
ADMIN_ENGLISH = Path(django.__file__).parent / "contrib/admin/locale/en/LC_MESSAGES/django.po"

OUR_CATALOGUES = [
    LOCALE / "wagtail/zh_Hans/LC_MESSAGES/django.po",
    LOCALE / "wagtail/zh_Hans/LC_MESSAGES/djangojs.po",
    LOCALE / "packages/zh_Hans/LC_MESSAGES/django.po",
]

# One word for one thing: what Wagtail's translators wrote, and what this site says.
CHOSEN_WORDS = {
    "工作流": "审批流程",
    "审核": "审批",
    "批准": "通过",
    "拒绝": "退回修改",
    "驳回": "退回修改",
    "任务": "审批环节",
    "修订": "版本",
    "(?<!内容)片段": "内容片段",
    "集合": "资料夹",
    "评论": "批注",
    "图像": "图片",
    "缩略名": "网址名称",
    "私有|隐私": "可见范围, 非公开",
    "控制面板|主控台": "工作台",
    "注销": "退出登录",
    "帐": "账",
    "你": "您",
}

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    """Return what gettext looks a string up by."""
    return entry.msgctxt, entry.msgid


@cache
def translations(path: Path | None) -> dict[tuple[str | None, str], polib.POEntry]:
    """Return the finished entries of a catalogue, by context and English text."""
    return {key(entry): entry for entry in polib.pofile(str(path)) if entry.translated()} if path else {}


def strings(path: Path) -> list[polib.POEntry]:
    """Return every string that a catalogue lists, translated or not, the abandoned ones left out."""
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def chinese_beside(english: Path) -> Path | None:
    """Return the package's own Chinese catalogue beside its English one, or None."""
    path = Path(str(english).replace("/locale/en/", "/locale/zh_Hans/"))
    return path if path.exists() else None


def ours_for(english: Path) -> Path:
    """Return our catalogue of the same domain (django or djangojs)."""
    return LOCALE / "wagtail/zh_Hans/LC_MESSAGES" / english.name


def chinese_of(entry: polib.POEntry) -> str:
    """Return the one Chinese text of an entry: Chinese has no plural form."""
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def is_translated(entry: polib.POEntry, *catalogues: Path | None) -> bool:
    """Tell whether one of the catalogues translates the entry, its plural too where it has one."""
    found = (translations(path).get(key(entry)) for path in catalogues)
    return any(match and bool(match.msgid_plural) >= bool(entry.msgid_plural) for match in found)


def listed(problems: list[str]) -> str:
    """Return a failure message with one problem a line."""
    return f"{len(problems)} strings:\n  " + "\n  ".join(problems)


def short_name(path: Path) -> str:
    """Name a catalogue by its package or by our folder, and its domain, for the test report."""
    if SITE_PACKAGES in path.parents:
        return f"{path.parents[3].relative_to(SITE_PACKAGES)}/{path.name}"
    return f"{path.parents[2].relative_to(LOCALE.parent)}/{path.name}"


def test_wagtail_ships_english_catalogues_to_compare_with():
    domains = {path.name for path in WAGTAIL_ENGLISH}
    assert domains == {"django.po", "djangojs.po"}
    assert sum(len(strings(path)) for path in WAGTAIL_ENGLISH) > 1500


@pytest.mark.parametrize("english", WAGTAIL_ENGLISH, ids=short_name)
def test_every_string_of_the_wagtail_app_has_a_chinese_text(english):
    missing = [
        entry.msgid
        for entry in strings(english)
        if not is_translated(entry, ours_for(english), chinese_beside(english))
    ]
    assert not missing, listed(missing)


@pytest.mark.parametrize(
    ("english", "chinese"), PACKAGE_CATALOGUES, ids=[short_name(english) for english, _ in PACKAGE_CATALOGUES]
)
def test_every_string_of_the_package_has_a_chinese_text(english, chinese):
    missing = [entry.msgid for entry in strings(english) if not is_translated(entry, OUR_CATALOGUES[2], chinese)]
    assert not missing, listed(missing)


@pytest.mark.parametrize("ours", OUR_CATALOGUES[:2], ids=short_name)
def test_our_catalogue_holds_no_string_that_wagtail_no_longer_has(ours):
    known = {key(entry) for path in WAGTAIL_ENGLISH if path.name == ours.name for entry in strings(path)}
    stale = [entry.msgid for entry in strings(ours) if key(entry) not in known]
    assert not stale, listed(stale)


def test_our_catalogue_holds_no_string_that_the_packages_no_longer_have():
    packages = [ADMIN_ENGLISH, *(english for english, _ in PACKAGE_CATALOGUES)]
    known = {key(entry) for english in packages for entry in strings(english)}
    stale = [entry.msgid for entry in strings(OUR_CATALOGUES[2]) if key(entry) not in known]
    assert not stale, listed(stale)


@pytest.mark.parametrize("ours", OUR_CATALOGUES, ids=short_name)
def test_our_catalogue_is_finished_and_has_one_plural_form(ours):
    catalogue = polib.pofile(str(ours), check_for_duplicates=True)
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    unfinished = [entry.msgid for entry in catalogue if not entry.translated()]
    assert not unfinished, listed(unfinished)


@pytest.mark.parametrize("ours", OUR_CATALOGUES, ids=short_name)
def test_our_chinese_keeps_the_placeholders_of_the_english(ours):
    wrong = []
    for entry in strings(ours):
        # A plural string may name the number in one of its English forms only; either is right.
        forms = [text for text in (entry.msgid, entry.msgid_plural) if text]
        kept = sorted(set(PLACEHOLDER.findall(chinese_of(entry))))
        if kept not in [sorted(set(PLACEHOLDER.findall(form))) for form in forms]:
            wrong.append(f"{entry.msgid} => {chinese_of(entry)}")
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("ours", OUR_CATALOGUES, ids=short_name)
def test_our_chinese_keeps_the_markup_of_the_english(ours):
    wrong = []
    for entry in strings(ours):
        forms = [text for text in (entry.msgid, entry.msgid_plural) if text]
        if sorted(TAG.findall(chinese_of(entry))) not in [sorted(TAG.findall(form)) for form in forms]:
            wrong.append(f"{entry.msgid} => {chinese_of(entry)}")
    assert not wrong, listed(wrong)


@pytest.mark.parametrize(("rejected", "chosen"), CHOSEN_WORDS.items(), ids=CHOSEN_WORDS.values())
def test_wagtail_says_one_word_for_one_thing(rejected, chosen):
    shown = {}
    for english in WAGTAIL_ENGLISH:
        own = chinese_beside(english)
        for entry_key, entry in (translations(own) | translations(ours_for(english))).items():
            shown[english.name, entry_key] = chinese_of(entry)
    other = [f"{text} ({msgid})" for (_, (_, msgid)), text in shown.items() if re.search(rejected, text)]
    assert not other, f"say {chosen} instead; {listed(other)}"
