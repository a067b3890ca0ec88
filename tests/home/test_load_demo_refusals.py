"""When the demo is not loaded, and that nothing is left behind then."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from home.demo.loading import order
from home.demo.loading.content import WRITTEN_ON, at, still_ahead
from home.demo.loading.documents import load_document
from home.demo.loading.people import OFFICER, load_people
from home.models import HomePage
from people.models import Department, Member


def load() -> str:
    said = StringIO()
    call_command("load_demo", "--no-renditions", stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("module", ["cms.settings.production", "hospital.settings"])
def test_settings_that_are_not_for_trying_out_refuse_the_demo(db, monkeypatch, module):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", module)
    with pytest.raises(CommandError, match="production"):
        load()
    assert not Member.objects.exists()


def test_a_site_with_a_home_page_of_its_own_is_left_alone(db):
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    root.add_child(instance=HomePage(title="真实医院工会", slug="home"))
    with pytest.raises(CommandError, match="真实医院工会"):
        load()
    assert not Member.objects.exists()


def test_a_page_below_the_welcome_page_is_real_content(db):
    Page.objects.get(depth=2).add_child(instance=Page(title="已有内容", slug="kept"))
    with pytest.raises(CommandError, match="已有内容"):
        load()


def test_a_roster_without_pages_is_real_content_too(db):
    Department.objects.create(name="真实科室", slug="real")
    with pytest.raises(CommandError, match="of its own"):
        load()
    assert Department.objects.count() == 1


def test_a_member_with_a_demo_number_is_not_overwritten(db):
    Member.objects.create_user("2001", name="真实职工")
    with pytest.raises(CommandError, match="2001"):
        load()
    assert Member.objects.get().name == "真实职工"


def test_a_load_that_fails_leaves_neither_rows_nor_files(db, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path

    def write_and_fail(hospital):
        document = load_document(hospital, "登记表", "form.txt", "姓名：")
        assert (tmp_path / document.file.name).exists()
        raise RuntimeError("out of disk")

    monkeypatch.setattr(order, "PARTS", [load_people, write_and_fail])
    with pytest.raises(RuntimeError):
        load()
    assert not Member.objects.filter(employee_number=OFFICER).exists()
    assert Page.objects.get(depth=2).slug == "home"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_was_open_when_the_texts_were_written_is_open_when_the_demo_starts_later():
    passed = timedelta(days=100)
    opened, closes = WRITTEN_ON - timedelta(days=6), WRITTEN_ON + timedelta(days=14)
    assert still_ahead(closes, WRITTEN_ON + passed) == closes + passed
    assert still_ahead(opened, WRITTEN_ON + passed, until=closes) == opened + passed


def test_what_was_over_stays_over_and_an_early_start_moves_nothing():
    closed, closes = WRITTEN_ON - timedelta(days=200), WRITTEN_ON + timedelta(days=14)
    assert still_ahead(closed, WRITTEN_ON + timedelta(days=100)) == closed
    assert still_ahead(closes, WRITTEN_ON - timedelta(days=100)) == closes
    assert still_ahead(None, WRITTEN_ON) is None


def test_history_never_lies_in_the_future():
    assert at(timezone.localdate() + timedelta(days=3), "08:30") <= timezone.now()
    assert timezone.localtime(at(date(2025, 5, 12), "08:30")).hour == 8
