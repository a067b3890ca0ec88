"""The command that compiles the translation catalogues at set-up."""

import gettext
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Approve"
msgstr "通过"

#, fuzzy
msgid "Reject"
msgstr "通过"

msgid "%(count)s page"
msgid_plural "%(count)s pages"
msgstr[0] "%(count)s 个页面"
"""


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """A locale folder with one Chinese catalogue, the only one in LOCALE_PATHS."""
    messages = tmp_path / "locale/zh_Hans/LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.po").write_text(CATALOGUE, encoding="utf-8")
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return messages


def compile_catalogues() -> str:
    output = StringIO()
    call_command("compile_catalogues", stdout=output)
    return output.getvalue()


def test_a_new_catalogue_is_compiled_into_what_gettext_reads(folder):
    assert compile_catalogues() == "Translation catalogues: 1 compiled, 0 up to date.\n"
    chinese = gettext.translation("django", folder.parents[1], languages=["zh_Hans"])
    assert chinese.gettext("Approve") == "通过"
    assert chinese.ngettext("%(count)s page", "%(count)s pages", 1) == "%(count)s 个页面"


def test_a_doubtful_translation_is_left_in_english(folder):
    compile_catalogues()
    chinese = gettext.translation("django", folder.parents[1], languages=["zh_Hans"])
    assert chinese.gettext("Reject") == "Reject"


def test_a_compiled_catalogue_is_left_alone(folder):
    compile_catalogues()
    before = (folder / "django.mo").stat().st_mtime_ns
    assert compile_catalogues() == "Translation catalogues: 0 compiled, 1 up to date.\n"
    assert (folder / "django.mo").stat().st_mtime_ns == before


def test_a_catalogue_changed_since_is_compiled_again(folder):
    compile_catalogues()
    os.utime(folder / "django.mo", (0, 0))
    assert compile_catalogues() == "Translation catalogues: 1 compiled, 0 up to date.\n"


def test_a_missing_locale_folder_is_no_error(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "nowhere"]
    assert compile_catalogues() == "Translation catalogues: 0 compiled, 0 up to date.\n"


def test_a_broken_catalogue_is_named_and_leaves_no_half_written_file(folder):
    (folder / "django.po").write_text('msgid "Approve"\nmgstr "通过"\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"django\.po"):
        compile_catalogues()
    assert [path.name for path in folder.iterdir()] == ["django.po"]


def test_a_compiled_catalogue_survives_a_later_broken_one(folder):
    compile_catalogues()
    before = (folder / "django.mo").read_bytes()
    os.utime(folder / "django.mo", (0, 0))
    (folder / "django.po").write_bytes('msgid "Approve"\nmsgstr "退回修改"\n'.encode("gbk"))
    with pytest.raises(CommandError, match=r"django\.po"):
        compile_catalogues()
    assert (folder / "django.mo").read_bytes() == before
