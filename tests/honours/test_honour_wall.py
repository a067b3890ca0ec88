"""The wall: what stands on it, how it is narrowed, what it costs."""

from datetime import date

import pytest

from honours.models import Honour
from tests.factories import DepartmentFactory, HonourFactory, ImageFactory, MemberFactory
from tests.list_costs import queries_for


def shown(client, query=""):
    response = client.get(f"/honours/{query}")
    assert response.status_code == 200
    return [honour.title for honour in response.context["honours"]]


def test_the_newest_honour_stands_first(site, client):
    HonourFactory(title="旧的", date=date(2024, 5, 1))
    HonourFactory(title="新的", date=date(2026, 5, 1))
    assert shown(client) == ["新的", "旧的"]


def test_an_honour_that_waits_for_approval_is_not_on_the_wall(site, client):
    waiting = HonourFactory(submitted=True)
    draft = HonourFactory(draft=True)
    assert shown(client) == []
    for honour in (waiting, draft):
        assert client.get(honour.url).status_code == 404


def test_year_and_level_narrow_the_wall(site, client):
    HonourFactory(title="省级", level=Honour.Level.PROVINCIAL, date=date(2025, 5, 1))
    HonourFactory(title="院级", level=Honour.Level.HOSPITAL, date=date(2025, 6, 1))
    HonourFactory(title="去年", level=Honour.Level.HOSPITAL, date=date(2024, 6, 1))
    assert shown(client, "?year=2025") == ["院级", "省级"]
    assert shown(client, "?year=2025&level=hospital") == ["院级"]
    assert shown(client, "?level=hospital") == ["院级", "去年"]


def test_a_department_shows_its_own_honours_and_those_of_its_people(site, client):
    pharmacy = DepartmentFactory(name="药学部", slug="pharmacy")
    HonourFactory(title="科室", to=[pharmacy], date=date(2026, 1, 3))
    HonourFactory(title="个人", to=[MemberFactory(department=pharmacy)], date=date(2026, 1, 2))
    HonourFactory(title="别人", to=["急诊护理组"], date=date(2026, 1, 1))
    assert shown(client, "?department=pharmacy") == ["科室", "个人"]


def test_an_honour_of_several_people_of_one_department_is_shown_once(site, client):
    pharmacy = DepartmentFactory(slug="pharmacy")
    HonourFactory(title="团队", to=[pharmacy, MemberFactory(department=pharmacy), MemberFactory(department=pharmacy)])
    assert shown(client, "?department=pharmacy") == ["团队"]


@pytest.mark.parametrize(
    "query",
    [
        "?year=abc",
        "?year=1066",
        "?level=galactic",
        "?department=nowhere",
        "?department=%00",
        "?level=%00&year=%00",
        "?page=999",
        "?page=abc",
        "?page=-1",
        "?year=2026&year=x",
    ],
)
def test_an_unknown_choice_counts_as_none(query, site, client):
    HonourFactory(title="还在墙上")
    assert shown(client, query) == ["还在墙上"]


def test_an_empty_wall_says_so(site, client):
    assert "empty-state" in client.get("/honours/").content.decode()


def test_a_choice_without_honours_says_so_and_leads_back(site, client):
    HonourFactory(level=Honour.Level.HOSPITAL)
    response = client.get("/honours/?level=national")
    assert list(response.context["honours"]) == []
    assert 'class="empty-state"' in response.content.decode()


def test_the_wall_costs_the_same_for_one_honour_and_for_twenty(site, client):
    def hang():
        department = DepartmentFactory()
        people = [MemberFactory(department=department), MemberFactory(department=department)]
        HonourFactory(listed=True, to=[department, *people, "急诊护理组"], picture=ImageFactory())

    hang()
    one = queries_for(client, "/honours/")
    for _ in range(19):
        hang()
    assert len(client.get("/honours/").context["honours"]) == 20
    assert len(queries_for(client, "/honours/")) == len(one)
