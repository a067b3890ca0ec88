"""Each recipient of an honour is one member, one department or one name."""

import pytest
from django.db import IntegrityError

from honours.models import HonourRecipient
from tests.factories import DepartmentFactory, HonourFactory, MemberFactory

pytestmark = pytest.mark.django_db


def recipient_of(honour, kinds):
    given = {}
    if "member" in kinds:
        given["member"] = MemberFactory()
    if "department" in kinds:
        given["department"] = DepartmentFactory()
    if "name" in kinds:
        given["name"] = "急诊护理组"
    return HonourRecipient(honour=honour, **given)


@pytest.mark.parametrize("kind", ["member", "department", "name"])
def test_one_of_the_three_is_a_recipient(kind):
    recipient = recipient_of(HonourFactory(), [kind])
    recipient.full_clean()
    recipient.save()
    assert recipient.display_name


@pytest.mark.parametrize(
    "kinds",
    [[], ["member", "department"], ["member", "name"], ["department", "name"], ["member", "department", "name"]],
)
def test_none_or_several_of_them_are_refused_by_the_database(kinds):
    with pytest.raises(IntegrityError, match="honours_honourrecipient_exactly_one"):
        recipient_of(HonourFactory(), kinds).save()


def test_recipients_stand_in_the_order_in_which_they_were_named():
    department, member = DepartmentFactory(name="药学部"), MemberFactory(name="曾怀德")
    honour = HonourFactory(to=["急诊护理组", department, member])
    assert honour.recipient_names == ["急诊护理组", "药学部", "曾怀德"]


def test_names_stand_by_the_strokes_of_the_surname_where_the_honour_says_so(client, site):
    department = DepartmentFactory(name="药学部")
    people = [MemberFactory(name=name) for name in ("魏紫", "丁香", "王一")]
    honour = HonourFactory(to=[*people, "万里", department], by_strokes=True)
    assert honour.recipient_names == ["药学部", "丁香", "万里", "王一", "魏紫"]
    html = client.get(honour.url).content.decode()
    places = [html.index(f"<li>{name}") for name in honour.recipient_names]
    assert places == sorted(places)
    assert "按姓氏笔画排序" in html
    assert "按姓氏笔画排序" not in client.get(HonourFactory(to=people).url).content.decode()
