"""Lists of things given out: entered, changed, settled, printed."""

import io

import pytest
from pypdf import PdfReader

from activities.file.handouts import enter
from activities.models import Handout

from .evening import address, evening, made

pytestmark = pytest.mark.django_db


def test_a_list_is_entered_changed_and_printed(officer, client):
    session = evening(people=3)
    first = session.sign_ups.order_by("member__pinyin").first()
    client.post(address(session, "handouts/"), {"item": "运动毛巾", "unit": "条", "each": "1", "remark": ""})
    handout = Handout.objects.get()
    page = client.get(address(session, f"handouts/{handout.pk}/"))
    shares = dict.fromkeys(page.context["amounts"].fields, 1)
    assert len(shares) == 3
    data = {"item": "毛巾", "unit": "条", "each": "2", "remark": "", **shares, f"share_{first.pk}": 0}
    client.post(address(session, f"handouts/{handout.pk}/"), data)
    sheet = client.get(address(session, f"handouts/{handout.pk}/sheet/"))
    said = PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text()
    assert "4 条，2 人领取" in said
    assert first.member.name not in said


def test_a_number_that_is_none_is_a_sentence_and_nothing_is_written(officer, client):
    session = evening(people=1)
    handout = enter(Handout(session=session, item="毛巾", unit="条", made_by=officer))
    row = session.sign_ups.get()
    for wrong in ("-1", "many", "100000"):
        data = {"item": "毛巾", "unit": "条", "each": "1", f"share_{row.pk}": wrong}
        answer = client.post(address(session, f"handouts/{handout.pk}/"), data)
        assert answer.status_code == 422
    assert not handout.shares.exists()


def test_the_same_thing_has_one_list(officer, client):
    session = evening()
    for _time in range(2):
        answer = client.post(address(session, "handouts/"), {"item": "毛巾", "unit": "条", "each": "1"})
    assert answer.status_code == 422
    assert Handout.objects.count() == 1


def test_a_settled_list_is_shown_and_not_changed(officer, client):
    session = evening(people=1)
    handout = enter(Handout(session=session, item="毛巾", unit="条", made_by=officer))
    made(session, officer)
    page = client.get(address(session, f"handouts/{handout.pk}/"))
    assert b'name="each"' not in page.content
    row = session.sign_ups.get()
    data = {"item": "手套", "unit": "双", "each": "9", f"share_{row.pk}": "9"}
    assert client.post(address(session, f"handouts/{handout.pk}/"), data).status_code == 422
    client.post(address(session, f"handouts/{handout.pk}/remove/"))
    assert Handout.objects.get().item == "毛巾"


@pytest.mark.parametrize(("query", "names"), [("", True), ("?names=none", False)])
def test_a_list_to_be_filled_in_by_hand_is_printed_with_names_or_without(officer, client, query, names):
    session = evening(people=2)
    sheet = client.get(address(session, f"handouts/blank.pdf{query}"))
    said = PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text()
    assert ("㛃文静" in said) == names
    assert "物 品 领 用 签 收 单" in said
