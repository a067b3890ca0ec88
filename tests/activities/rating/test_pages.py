"""The pages of a rating, for the club, the committee, the office, and for nobody else."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from activities.models import ClubMembership, ClubStar, CommitteeMark, RatingRound
from activities.rating.marking import begin_marking, give_marks
from activities.rating.publishing import put_forward
from people.models import Look
from tests.factories import ClubPageFactory, MemberFactory
from tests.factories.rating import make_round
from tests.list_costs import queries_for

from .pages import address, handed_in
from .test_marking import marks_for
from .test_publishing import publish


def test_the_committee_goes_from_club_to_club(officer, marker, client):
    for title in ("甲", "乙"):
        ClubPageFactory(title=title)
    round = make_round(officer, marking=True)
    first, second = round.entries.order_by("club__title")
    client.force_login(marker)
    assert client.get(address("rating_marking", round)).context["left"] == 2
    data = {f"mark_{criterion.pk}": "5" for criterion in round.criteria.filter(figure="")}
    data |= {f"words_{criterion.pk}": "很好" for criterion in round.criteria.filter(figure="")}
    assert client.post(address("mark_club", first), data).url == address("mark_club", second)
    assert client.post(address("mark_club", second), data).url == address("rating_marking", round)
    assert CommitteeMark.objects.filter(by=marker).count() == 4
    wrong = client.post(address("mark_club", first), {**data, next(iter(data)): "41"})
    assert wrong.status_code == 422
    assert "很好" in wrong.content.decode()


def test_a_leader_on_the_committee_reads_why_they_do_not_mark_their_club(officer, marker, client):
    own = ClubPageFactory(led_by=[marker])
    entry = make_round(officer, marking=True).entries.get(club=own)
    client.force_login(marker)
    response = client.get(address("mark_club", entry))
    assert response.context["refusal"]
    assert client.post(address("mark_club", entry), {}).status_code == 422
    assert not CommitteeMark.objects.exists()


def test_marks_sent_during_publication_are_refused_with_the_sentence(officer, yoga, marker, client):
    round = make_round(officer, marking=True)
    entry = round.entries.get()
    give_marks(entry, marker, marks_for(entry, "5", "6"))
    put_forward(round, officer)
    client.force_login(marker)
    data = {f"mark_{criterion.pk}": "1" for criterion in round.criteria.filter(figure="")}
    response = client.post(address("mark_club", entry), data)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert set(entry.marks.values_list("mark", flat=True)) == {Decimal("5.0"), Decimal("6.0")}


def test_the_committee_reads_the_marks_of_others_once_the_result_is_put_forward(
    officer, yoga, marker, other_marker, client
):
    round = make_round(officer, marking=True)
    entry = round.entries.get()
    criteria = round.criteria.filter(figure="")
    give_marks(entry, marker, {criterion: (Decimal("7.5"), "别人的评语") for criterion in criteria})
    client.force_login(other_marker)
    assert client.get(address("rating_result", round)).status_code == 404
    assert client.get(address("rating_outcome", entry)).status_code == 404
    assert "别人的评语" not in client.get(address("mark_club", entry)).content.decode()
    put_forward(round, officer)
    assert client.get(address("rating_result", round)).status_code == 200
    assert "别人的评语" in client.get(address("rating_outcome", entry)).content.decode()


def test_the_club_reads_how_each_mark_came_about_without_names(officer, yoga, leader, marker, client):
    belongs, stranger = MemberFactory(), MemberFactory()
    ClubMembership.objects.create(club=yoga, member=belongs)
    round = make_round(officer, marking=True)
    entry = round.entries.get()
    give_marks(
        entry, marker, {criterion: (Decimal("7.5"), "台账清楚") for criterion in round.criteria.filter(figure="")}
    )
    page = address("rating_outcome", entry)
    client.force_login(leader)
    assert client.get(page).status_code == 404
    put_forward(round, officer)
    for reader, status in ((leader, 200), (belongs, 200), (stranger, 404)):
        client.force_login(reader)
        assert client.get(page).status_code == status
    client.force_login(leader)
    html = client.get(page).content.decode()
    assert "台账清楚" in html
    assert "7.5" in html
    assert marker.name not in html


def test_the_office_makes_a_round_changes_its_criteria_and_opens_it(officer, yoga, leader, client):
    client.force_login(officer)
    today = timezone.localdate()
    made = client.post(
        reverse("ratings"),
        {
            "year": "2026",
            "title": "2026年度星级评定",
            "self_assessment_until": f"{today:%Y-%m-%d}",
            "committee_until": f"{today:%Y-%m-%d}",
            "budget_otherwise": "0",
        },
    )
    round = RatingRound.objects.get()
    assert made.url == address("rating_criteria", round)
    page = client.get(made.url)
    data = _as_sent(page.context["form"], page.context["criteria"], page.context["steps"])
    data["criteria-0-points"] = "24"
    assert client.post(made.url, data).status_code == 302
    assert round.total_points == 99
    refused = client.post(address("open_rating", round), follow=True)
    assert "99" in str(list(refused.context["messages"])[-1])
    data["criteria-0-points"] = "25"
    data["criteria-5-DELETE"], data["criteria-6-title"], data["criteria-6-points"] = "on", "新的一项", "15"
    assert client.post(made.url, data).status_code == 302
    assert [criterion.title for criterion in round.criteria.all()][-1] == "新的一项"
    client.post(address("open_rating", round))
    round.refresh_from_db()
    assert round.is_in_self_assessment
    assert client.post(made.url, data).status_code == 422


def _as_sent(form, *formsets) -> dict:
    """Return what a browser sends of forms that nobody touched."""
    fields = [
        *form,
        *(field for each in formsets for field in [*each.management_form, *(f for row in each for f in row)]),
    ]
    sent = {}
    for field in fields:
        value = field.value()
        sent[field.html_name] = "" if value is None else str(value)
    return {name: value for name, value in sent.items() if not name.endswith("-DELETE")}


def test_the_office_opens_the_form_of_one_club_again(entry, officer, leader, client):
    client.force_login(officer)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        client.post(address("reopen_self_assessment", entry), {"until": f"{timezone.localdate():%Y-%m-%d}"})
        entry.refresh_from_db()
        assert entry.takes_self_assessment
        wrong = client.post(address("reopen_self_assessment", entry), {"until": "gestern"}, follow=True)
        assert wrong.status_code == 200


def test_the_workbook_has_every_mark_with_who_gave_it(entry, officer, leader, marker, other_marker, client):
    handed_in(entry, leader)
    begin_marking(entry.round)
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    give_marks(entry, other_marker, marks_for(entry, "35", "15"))
    client.force_login(officer)
    response = client.get(address("rating_workbook", entry.round))
    book = load_workbook(io.BytesIO(response.content))
    result, marks, figures, own = (list(sheet.values) for sheet in book.worksheets)
    assert result[1][:6] == (1, "瑜伽俱乐部", 35.5, 16.5, 0, 52)
    assert [(row[2], row[4]) for row in marks[1:]] == [
        (marker.employee_number, 36),
        (other_marker.employee_number, 35),
        (marker.employee_number, 18),
        (other_marker.employee_number, 15),
    ]
    assert len(figures) == 2
    assert [row[2] for row in own[1:]] == [5, 5, 5]
    assert Look.objects.filter(viewer=officer, subject="activities.rating_workbook").count() == 1


def test_a_new_round_is_proposed_for_a_year_that_has_none(entry, officer, client):
    RatingRound.objects.update(budget_otherwise=3000)
    client.force_login(officer)
    form = client.get(reverse("ratings")).context["form"]
    assert form["year"].value() == entry.round.year + 1
    assert str(entry.round.year + 1) in str(form["title"].value())
    assert form["budget_otherwise"].value() == 3000


@pytest.mark.parametrize("year", ["9999", "32767"])
def test_no_round_is_of_a_year_beyond_the_calendar(year, officer, client):
    client.force_login(officer)
    day = f"{timezone.localdate():%Y-%m-%d}"
    said = {"title": "星级评定", "self_assessment_until": day, "committee_until": day, "budget_otherwise": "0"}
    answer = client.post(reverse("ratings"), {"year": year, **said})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["year"])


def drafted_list(entry, leader, marker, officer):
    """Return the list on the result, put forward from the marks of one."""
    handed_in(entry, leader)
    begin_marking(entry.round)
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    return put_forward(RatingRound.objects.get(), officer)


def test_the_office_finds_the_draft_of_the_list_on_the_result(entry, officer, leader, marker, client):
    drafted = drafted_list(entry, leader, marker, officer)
    client.force_login(officer)
    way = f"/publications/publication/edit/{drafted.pk}/"
    assert way in client.get(address("rating_result", entry.round)).content.decode()
    client.force_login(marker)
    assert way not in client.get(address("rating_result", entry.round)).content.decode()


def test_a_list_that_is_only_drafted_is_not_called_published(entry, officer, leader, marker, client):
    drafted = drafted_list(entry, leader, marker, officer)
    client.force_login(officer)
    pages = [reverse("ratings"), *(address(name, entry.round) for name in ("rating_round", "rating_result"))]
    for page in [*pages, address("rating_outcome", entry)]:
        assert "名单待审批" in client.get(page).content.decode(), page
    publish(drafted)
    for page in pages:
        html = client.get(page).content.decode()
        assert "名单待审批" not in html
        assert "公示" in html


def test_only_the_office_moves_a_round_on(entry, leader, marker, client):
    for who in (leader, marker, MemberFactory(), MemberFactory(administrator=True)):
        client.force_login(who)
        for name in ("open_rating", "begin_rating_marks", "put_rating_forward", "withdraw_rating"):
            assert client.post(address(name, entry.round)).status_code == 404
        for name in ("rating_round", "rating_criteria", "rating_workbook"):
            assert client.get(address(name, entry.round)).status_code == 404
        assert client.post(address("reopen_self_assessment", entry), {}).status_code == 404


def test_a_visitor_is_led_to_the_sign_in(entry, client):
    for name in ("rating_round", "rating_result", "rating_marking"):
        assert client.get(address(name, entry.round)).status_code == 302
    for name in ("self_assessment", "mark_club", "rating_outcome"):
        assert client.get(address(name, entry)).status_code == 302


def test_putting_forward_leads_to_the_draft(officer, yoga, marker, client):
    round = make_round(officer, marking=True)
    client.force_login(officer)
    unready = client.post(address("put_rating_forward", round), follow=True)
    assert "瑜伽俱乐部" in str(list(unready.context["messages"])[-1])
    give_marks(round.entries.get(), marker, marks_for(round.entries.get(), "5", "6"))
    assert "/admin/snippets/publications/publication/edit/" in client.post(address("put_rating_forward", round)).url
    assert client.get(address("rating_round", round)).status_code == 200
    assert client.post(address("withdraw_rating", round)).url == address("rating_round", round)
    round.refresh_from_db()
    assert round.is_being_marked


def test_ones_own_page_names_what_waits(entry, leader, officer, marker, client):
    client.force_login(leader)
    assert address("self_assessment", entry) in client.get("/me/").content.decode()
    client.force_login(officer)
    assert address("rating_round", entry.round) in client.get("/me/").content.decode()
    begin_marking(entry.round)
    client.force_login(marker)
    assert address("rating_marking", entry.round) in client.get("/me/").content.decode()
    client.force_login(MemberFactory())
    assert "/ratings/" not in client.get("/me/").content.decode()


@pytest.mark.parametrize("name", ["rating_round", "rating_result", "rating_marking"])
def test_a_round_of_20_clubs_costs_what_a_round_of_one_does(name, officer, marker, client):
    few = _round_of(1, 2024, officer, marker)
    many = _round_of(19, 2025, officer, marker)
    client.force_login(MemberFactory(chair=True))
    assert len(queries_for(client, address(name, few))) == len(queries_for(client, address(name, many)))


def _round_of(more, year, officer, marker):
    for _each in range(more):
        ClubPageFactory(listed=True, led_by=[MemberFactory()])
    round = make_round(officer, marking=True, year=year)
    for entry in round.entries.all():
        give_marks(entry, marker, marks_for(entry, "3", "4"))
    return round


def test_the_list_of_rounds_costs_the_same_for_1_and_for_15(officer, yoga, client):
    make_round(officer, year=2010, opened=True)
    client.force_login(officer)
    before = queries_for(client, reverse("ratings"))
    for year in range(2011, 2025):
        make_round(officer, year=year, opened=True)
    assert len(queries_for(client, reverse("ratings"))) == len(before)


def test_clubs_with_stars_cost_the_list_no_more(officer, yoga, client):
    earlier = make_round(officer, year=2025)
    ClubStar.objects.create(club=yoga, year=2025, stars=3, round=earlier)
    before = queries_for(client, "/clubs/")
    for _each in range(9):
        ClubStar.objects.create(club=ClubPageFactory(listed=True), year=2025, stars=4, round=earlier)
    assert len(queries_for(client, "/clubs/")) == len(before)
