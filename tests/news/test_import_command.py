"""`manage.py import_articles`: the same import from a terminal."""

import io

import pytest
from django.core.management import CommandError, call_command

from news.models import NewsCategory, NewsPage
from tests.factories import MemberFactory

from .manuscript_files import ole_file
from .manuscripts import TITLE, notice, word_report


@pytest.fixture
def folder(tmp_path):
    """Three manuscripts, two faulty files, and files that a folder has beside."""
    folder = tmp_path / "稿件"
    (folder / "五月").mkdir(parents=True)
    (folder / "a.docx").write_bytes(word_report())
    (folder / "b.txt").write_bytes(notice())
    (folder / "c.docx").write_bytes(ole_file("EncryptedPackage"))
    (folder / "d.txt").write_bytes(b"")
    (folder / "五月" / "e.html").write_text(
        "<title>夜校开课</title><h1>夜校开课</h1><p>职工夜校九月一日开课，先到先得。</p>", encoding="utf-8"
    )
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / "照片.jpg").write_bytes(b"photo")
    return folder


def run(*arguments) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_folder_becomes_drafts_and_faulty_files_are_named(officer, folder):
    out, err = run(folder)
    drafts = NewsPage.objects.order_by("pk")
    assert [page.title for page in drafts] == [TITLE, "关于征集职工书画作品的通知", "夜校开课"]
    assert {(page.live, page.owner) for page in drafts} == {(False, officer)}
    assert [name for name in ("c.docx", "d.txt", "a.docx", "照片") if name in err] == ["c.docx", "d.txt"]
    assert len(err.splitlines()) == 2
    assert "a.docx" in out


def test_a_dry_run_saves_nothing(officer, folder):
    out, err = run(folder, "--dry-run")
    assert TITLE in out
    assert "c.docx" in err
    assert not NewsPage.objects.exists()


def test_files_can_be_named_one_by_one(officer, folder):
    run(folder / "b.txt", folder / "五月" / "e.html")
    assert NewsPage.objects.count() == 2


def test_nothing_imported_is_an_error(officer, folder):
    with pytest.raises(CommandError) as error:
        run(folder / "c.docx", folder / "d.txt")
    assert error.value.returncode == 1


def test_a_path_that_is_not_there_is_named(officer, tmp_path):
    with pytest.raises(CommandError, match="missing"):
        run(tmp_path / "missing")


def test_with_two_officers_one_has_to_be_named(officer, folder):
    other = MemberFactory(officer=True)
    with pytest.raises(CommandError, match="--owner"):
        run(folder)
    run(folder, "--owner", other.employee_number)
    assert {page.owner for page in NewsPage.objects.all()} == {other}


def test_without_an_officer_one_has_to_be_named(site, category, folder):
    with pytest.raises(CommandError, match="--owner"):
        run(folder)


def test_the_owner_must_be_allowed_to_add_news(officer, folder):
    reader = MemberFactory()
    with pytest.raises(CommandError, match=reader.name):
        run(folder, "--owner", reader.employee_number)
    with pytest.raises(CommandError, match="no-such"):
        run(folder, "--owner", "no-such")
    assert not NewsPage.objects.exists()


def test_without_a_category_it_stops(officer, folder):
    NewsCategory.objects.all().delete()
    with pytest.raises(CommandError):
        run(folder)


def test_a_file_name_in_another_encoding_is_printable(officer, tmp_path):
    (tmp_path / "\udcc4\udce3.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(notice())
    _out, err = run(tmp_path)
    assert err.encode("utf-8")
    assert NewsPage.objects.count() == 1


def test_a_terminal_gets_a_bar_that_is_wiped_away_at_the_end(officer, folder):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    out, err = Terminal(), Terminal()
    call_command("import_articles", str(folder), stdout=out, stderr=err, no_color=True)
    steps = err.getvalue().split("\r\033[K")
    assert any("0/5" in step for step in steps)
    assert any("4/5" in step for step in steps)
    assert steps[-1] == ""


def test_elsewhere_there_is_no_bar(officer, folder):
    _out, err = run(folder / "b.txt")
    assert err == ""
