"""The file of a date on the keeper's telephone: photographs, a list of things given out, the button, the archive."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from activities.models import ActivityFile, Handout, SessionPhoto
from tests.activities.file.evening import evening, photo
from tests.factories import MemberFactory
from tests.factories.site import make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def session(live_site):
    with live_site.rows():
        make_site()
        keeper = MemberFactory(employee_number="7001", name="周负责")
        return evening(people=6, came=5, title="重阳登高", contact=keeper)


def uploads(folder: Path, *numbers: int) -> list[Path]:
    paths = []
    for number in numbers:
        path = folder / f"IMG_{number}.jpg"
        path.write_bytes(photo(number).read())
        paths.append(path)
    return paths


def test_the_keeper_makes_the_file_of_a_date_on_a_telephone(open_page, live_site, session, tmp_path):
    phone = open_page("phone", as_member="7001")
    phone.goto(f"/sessions/{session.pk}/list/")
    panel = phone.locator(".panel", has=phone.locator(".ticked-off"))
    panel.locator("a[href$='/file/']").click()
    assert (axe(phone), fits(phone)) == ([], True)

    # Photographs: three, and one that is none.
    phone.goto(f"/sessions/{session.pk}/list/file/photos/")
    assert (axe(phone), fits(phone)) == ([], True)
    false = tmp_path / "假.jpg"
    false.write_bytes(b"MZ no picture")
    phone.set_input_files("#id_photos", [*uploads(tmp_path, 1, 2), false])
    phone.locator("[data-photos] button").click()
    expect(phone.locator("[data-refused] li")).to_contain_text("假.jpg")
    phone.set_input_files("#id_photos", uploads(tmp_path, 3))
    phone.locator("[data-photos] button").click()
    expect(phone.locator(".photo-sheet__one")).to_have_count(3)
    assert (axe(phone), fits(phone)) == ([], True)
    with live_site.rows():
        assert SessionPhoto.objects.filter(session=session).count() == 3

    # A list of things given out: one of the five got none.
    phone.goto(f"/sessions/{session.pk}/list/file/handouts/")
    assert (axe(phone), fits(phone)) == ([], True)
    phone.fill("[name=item]", "登山毛巾")
    phone.fill("[name=unit]", "条")
    phone.locator("[name=item]").locator("xpath=ancestor::form").locator("[type=submit]").click()
    amounts = phone.locator(".shares input")
    expect(amounts).to_have_count(5)
    amounts.nth(4).fill("0")
    assert (axe(phone), fits(phone)) == ([], True)
    amounts.nth(4).locator("xpath=ancestor::form").locator("[type=submit]").click()
    expect(phone.locator(".kept__date-numbers")).to_contain_text("4")

    # The button, and how far it is.
    phone.goto(f"/sessions/{session.pk}/list/file/")
    phone.locator("form[action$='/make/'] button").first.click()
    zip_button = phone.locator("form[action$='/zip/'] button")
    expect(zip_button).to_be_visible(timeout=60_000)
    assert (axe(phone), fits(phone)) == ([], True)
    with phone.expect_download() as download:
        zip_button.click()
    assert download.value.suggested_filename.endswith("活动档案.zip")
    content = io.BytesIO(Path(download.value.path()).read_bytes())
    names = zipfile.ZipFile(content).namelist()
    assert sum(name.startswith("08 照片/") for name in names) == 3
    assert "07 物品领用签收单/签收单 登山毛巾.pdf" in names
    with live_site.rows():
        assert Handout.objects.get().is_settled
        assert ActivityFile.objects.get().downloaded_at

    desk = open_page("desk", as_member="7001")
    for page in ("", "file/", "file/photos/", "file/handouts/", "file/parts/plan/attach/"):
        desk.goto(f"/sessions/{session.pk}/list/{page}")
        assert (axe(desk), fits(desk)) == ([], True)
