"""The office's word list: who keeps it, and how it comes from Excel and goes there."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from approval.checks.actions import keep_words
from approval.checks.workbook import headings, read_words
from approval.models import CheckedWord, CheckSettings
from people.workbooks import UnreadableFile
from tests.factories import MemberFactory

SENSITIVE, SLIP = CheckedWord.Kind.SENSITIVE, CheckedWord.Kind.SLIP
KEEPERS = ["chair", "deputy", "administrator"]


def upload(*rows, head=None) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(head or headings())
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("words.xlsx", content.getvalue())


def row(word, kind=SENSITIVE, advice="", severity=""):
    return [word, str(kind.label), advice, severity]


@pytest.fixture
def keeper(db, client):
    CheckedWord.objects.all().delete()
    member = MemberFactory(administrator=True)
    client.force_login(member)
    return member


@pytest.mark.parametrize("role", KEEPERS)
def test_chair_deputies_and_administrator_keep_the_list(role, client, db):
    client.force_login(MemberFactory(**{role: True}))
    form = {"word": "内部资料", "kind": "sensitive", "advice": "", "severity": "block"}
    client.post(reverse("checked_word:add"), form)
    word = CheckedWord.objects.get(word="内部资料")
    client.post(reverse("checked_word:edit", args=[word.pk]), {**form, "severity": ""})
    word.refresh_from_db()
    assert word.severity == ""
    client.post(reverse("checked_word:delete", args=[word.pk]))
    assert not CheckedWord.objects.filter(pk=word.pk).exists()


def test_an_officer_looks_at_the_list_and_changes_nothing(client, db):
    client.force_login(MemberFactory(officer=True))
    word = CheckedWord.objects.first()
    assert word.word in client.get(reverse("checked_word:index")).content.decode()
    assert client.get(reverse("approval_export_words")).status_code == 200
    client.post(reverse("checked_word:add"), {"word": "内部资料", "kind": "sensitive"})
    client.post(reverse("checked_word:delete", args=[word.pk]))
    assert client.get(reverse("approval_import_words")).status_code == 302
    client.post(reverse("approval_import_words"), {"file": upload(row("内部资料"))})
    assert not CheckedWord.objects.filter(word="内部资料").exists()
    assert CheckedWord.objects.filter(pk=word.pk).exists()


@pytest.mark.parametrize("name", ["checked_word:index", "approval_export_words", "approval_import_words"])
def test_a_librarian_does_not_meet_the_list(name, client, db):
    client.force_login(MemberFactory(librarian=True))
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize(("role", "may"), [*((role, True) for role in KEEPERS), ("officer", False)])
def test_who_sets_how_strict_the_checks_are(role, may, client, db):
    CheckSettings.load()
    settings = CheckSettings.objects.get()
    client.force_login(MemberFactory(**{role: True}))
    form = {field.name: getattr(settings, field.name) for field in CheckSettings._meta.fields}
    url = reverse("wagtailsettings:edit", args=["approval", "checksettings", settings.pk])
    client.post(url, {**form, "mobile_number": "block"})
    settings.refresh_from_db()
    assert (settings.mobile_number == "block") == may


def test_a_word_stands_once_on_the_list(keeper):
    CheckedWord.objects.create(word="VIP病房", kind=SENSITIVE)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckedWord.objects.create(word="vip病房", kind=SLIP)


def test_a_single_character_is_no_word(keeper, client):
    form = {"word": "的", "kind": "sensitive", "advice": "", "severity": ""}
    assert client.post(reverse("checked_word:add"), form).status_code == 200
    assert not CheckedWord.objects.exists()


def test_a_workbook_is_shown_first_and_written_when_confirmed(keeper, client):
    CheckedWord.objects.create(word="帐号", kind=SLIP)
    url = reverse("approval_import_words")
    shown = client.post(url, {"file": upload(row("内部资料"), row("帐号", SLIP, "应为“账号”。"))})
    assert shown.status_code == 200
    assert [line.is_new for line in shown.context["rows"]] == [True, False]
    assert CheckedWord.objects.count() == 1
    client.post(url, {"rows": shown.context["preview"]})
    assert dict(CheckedWord.objects.values_list("word", "advice")) == {"帐号": "应为“账号”。", "内部资料": ""}


@pytest.mark.parametrize(
    "wrong",
    [
        row("的"),
        row(""),
        row("词" * 41),
        ["内部资料", "胡说", "", ""],
        ["内部资料", "", "", ""],
        row("内部资料", severity="胡说"),
        row(13812345678),
        row("=1+1"),
        row("好词"),
        row("内部资料", advice="长" * 121),
    ],
)
def test_a_wrong_row_is_named_with_its_number_and_nothing_is_imported(wrong, keeper, client):
    shown = client.post(reverse("approval_import_words"), {"file": upload(row("好词"), wrong)})
    assert shown.status_code == 422
    (line,) = shown.context["wrong"]
    assert line.number == 3
    assert line.errors
    assert shown.context["preview"] == ""
    assert not CheckedWord.objects.exists()


def test_empty_rows_and_further_columns_are_passed_over(keeper):
    file = upload([None, None, None, None, None], [*row("好词"), "备注"], head=[*headings(), "备注"])
    assert [line.number for line in read_words(file)] == [3]


def test_the_headings_may_stand_in_any_order(keeper):
    file = upload(["", "应改写", str(SLIP.label), "好词"], head=list(reversed(headings())))
    (line,) = read_words(file)
    assert line.values == {"word": "好词", "kind": "slip", "advice": "应改写", "severity": ""}


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("words.xlsx", b"no workbook"),
        SimpleUploadedFile("words.xlsx", b"x" * (2 * 1024 * 1024 + 1)),
        upload(row("好词"), head=["甲", "乙"]),
        upload(),
    ],
    ids=["no workbook", "too large", "without headings", "without rows"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(file, keeper, client):
    file.seek(0)
    shown = client.post(reverse("approval_import_words"), {"file": file})
    assert shown.status_code == 422
    assert shown.context["form"].errors["file"]


def test_an_archive_that_is_no_workbook_is_refused(keeper):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableFile):
        read_words(SimpleUploadedFile("words.xlsx", content.getvalue()))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_with_bytes_turned_over_is_refused(keeper, part):
    content = bytearray(upload(*(row(f"词{number}") for number in range(300))).read())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        info = archive.getinfo(part)
    start = info.header_offset + 30 + len(part) + info.compress_size // 2
    for offset in range(start, start + 8):
        content[offset] ^= 0xFF
    with pytest.raises(UnreadableFile):
        read_words(SimpleUploadedFile("words.xlsx", bytes(content)))


def test_a_sheet_that_states_a_wrong_size_is_read_to_its_end(keeper):
    content = io.BytesIO()
    with zipfile.ZipFile(upload(row("好词"))) as whole, zipfile.ZipFile(content, "w") as lying:
        for part in whole.namelist():
            lying.writestr(part, whole.read(part).replace(b'<dimension ref="A1:D2"', b'<dimension ref="A1:D1"'))
    assert [line.number for line in read_words(SimpleUploadedFile("words.xlsx", content.getvalue()))] == [2]


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(keeper):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * (40 * 1024 * 1024))
    assert len(content.getvalue()) < 2 * 1024 * 1024
    with pytest.raises(UnreadableFile):
        read_words(SimpleUploadedFile("words.xlsx", content.getvalue()))


def test_rows_that_nobody_previewed_are_not_written(keeper, client):
    url = reverse("approval_import_words")
    preview = client.post(url, {"file": upload(row("内部资料"))}).context["preview"]
    client.post(url, {"rows": preview[:-1] + ("a" if preview[-1] != "a" else "b")})
    client.force_login(MemberFactory(chair=True))
    client.post(url, {"rows": preview})
    assert not CheckedWord.objects.exists()


def test_of_rows_that_break_a_rule_none_is_written(keeper):
    from django.core.exceptions import ValidationError

    good = {"word": "好词", "kind": "slip", "advice": "", "severity": ""}
    with pytest.raises(ValidationError):
        keep_words([good, {**good, "word": "坏"}])
    assert not CheckedWord.objects.exists()


def test_an_export_is_read_back_as_it_was_and_holds_no_formula(keeper, client):
    CheckedWord.objects.create(word="=1+1", kind=SENSITIVE, advice="+cmd", severity="block")
    CheckedWord.objects.create(word="帐号", kind=SLIP)
    content = client.get(reverse("approval_export_words")).content
    assert all(cell.data_type != "f" for line in load_workbook(io.BytesIO(content)).active for cell in line)
    before = list(CheckedWord.objects.values("word", "kind", "advice", "severity"))
    rows = read_words(SimpleUploadedFile("words.xlsx", content))
    assert [line.values for line in rows] == before
    assert not any(line.errors for line in rows)
    assert keep_words([line.values for line in rows]) == (0, 0)


def test_the_list_costs_the_same_for_one_word_and_for_twenty(keeper, client):
    def costs() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("checked_word:index")).status_code == 200
        return len(queries)

    CheckedWord.objects.create(word="内部资料", kind=SENSITIVE)
    costs()
    one = costs()
    CheckedWord.objects.bulk_create([CheckedWord(word=f"词语{n}", kind=SLIP) for n in range(19)])
    assert costs() == one
