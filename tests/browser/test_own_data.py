"""A member looks at what is kept, corrects it and takes it along, on a phone."""

import json
import zipfile

import pytest
from playwright.sync_api import expect

from cms.demo.accounts import PASSWORD
from people.models import Correction, Member

from ..plugins.browser import axe

pytestmark = pytest.mark.browser


def test_a_member_corrects_a_number_and_takes_everything_along(open_page, demo_site, tmp_path):
    phone = open_page("phone", as_member="2003")
    phone.goto("/me/")
    phone.get_by_role("link", name="我的资料").click()
    expect(phone.get_by_role("heading", name="我的资料", exact=True)).to_be_visible()
    assert not axe(phone)
    phone.get_by_role("link", name="更正联系方式").click()
    assert not axe(phone)
    phone.fill("input[name=mobile]", "13700137001")
    if phone.locator("input[name=password]").count():
        phone.fill("input[name=password]", PASSWORD)
    phone.get_by_role("button", name="保存更正").click()
    expect(phone.locator("main")).to_contain_text("13700137001")
    with phone.expect_download() as begun:
        phone.get_by_role("link", name="下载全部资料").click()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        data = json.loads(archive.read("my-data.json"))
        page = archive.read("my-data.html").decode()
    [person] = data["kept"]["people.person"]["entries"]
    assert (person["employee_number"], person["mobile"]) == ("2003", "13700137001")
    assert "13700137001" in page
    with demo_site.rows():
        assert Correction.objects.get(member=Member.objects.get(employee_number="2003")).new == "13700137001"
