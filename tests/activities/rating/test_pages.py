"""The pages of a rating, for the club, the committee, the office, and for nobody else."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from activities.models import ClubMembership, ClubStar, CommitteeMark, RatingEvidence, RatingRound
from activities.rating import evidence
from activities.rating.assessing import hand_in, save_draft
from activities.rating.figures import Counted
from activities.rating.marking import begin_marking, give_marks
from activities.rating.publishing import put_forward
from people.models import Look
from tests.factories import ClubPageFactory, MemberFactory, NewsPageFactory
from tests.factories.rating import make_round
from tests.list_costs import queries_for
from tests.signups.asking import pdf

from .test_marking import marks_for
from .test_publishing import publish


@pytest.fixture(autouse=True)
def _var(tmp_path):
    with override_settings(VAR_DIR=tmp_path):
        yield


@pytest.fixture
def entry(yoga, officer):
    return make_round(officer, opened=True).entries.get(club=yoga)


def address(name, thing):
    return reverse(name, args=[thing.pk])


def form_of(entry, *marks, **more):
    said = {f"mark_{criterion.pk}": mark for criterion, mark in zip(entry.round.criteria.all(), marks, strict=True)}
    words = {f"words_{criterion.pk}": "每周一次" for criterion in entry.round.criteria.all()}
    return {"summary": "全年四十次", **said, **words, **more}


def handed_in(entry, leader):
    said = {criterion: (Decimal(5), "坚持每周一次") for criterion in entry.round.criteria.all()}
    save_draft(entry, leader, said, "全年四十次")
    return hand_in(entry, leader)


def test_a_leader_saves_adds_evidence_and_hands_in(entry, leader, yoga, client):
    NewsPageFactory(title="公开课", club=yoga)
    client.force_login(leader)
    page = address("self_assessment", entry)
    assert "公开课" in client.get(page).content.decode()
    first = entry.round.criteria.first()
    more = {f"files_{first.pk}": pdf("签到表.pdf"), f"thing_{first.pk}": "0"}
    assert client.post(page, form_of(entry, "30", "", "", **more)).status_code == 302
    assert [row.name for row in RatingEvidence.objects.all()][0] == "签到表.pdf"
    assert [row.name[11:] for row in RatingEvidence.objects.all()][1] == "公开课"
    refused = client.post(page, form_of(entry, "30", "", "", hand_in="1"), follow=True)
    assert "成员评价" in str(list(refused.context["messages"])[-1])
    client.post(page, form_of(entry, "30", "15", "20", hand_in="1"))
    entry.refresh_from_db()
    assert entry.is_handed_in
    assert client.post(address("take_self_assessment_back", entry)).status_code == 302
    entry.refresh_from_db()
    assert not entry.is_handed_in


def test_a_mark_above_the_maximum_and_a_false_file_are_refused_and_nothing_typed_is_lost(entry, leader, client):
    client.force_login(leader)
    first = entry.round.criteria.first()
    wrong = form_of(entry, "40.5", "15", "", **{f"files_{first.pk}": SimpleUploadedFile("假.pdf", b"MZ no pdf")})
    response = client.post(address("self_assessment", entry), wrong)
    html = response.content.decode()
    assert response.status_code == 422
    assert {f"mark_{first.pk}", f"files_{first.pk}"} == set(response.context["form"].errors)
    assert "每周一次" in html
    assert not entry.self_marks.exists()


def test_files_of_a_refused_form_are_kept_once_and_need_not_be_chosen_again(entry, leader, client):
    client.force_login(leader)
    first, second = entry.round.criteria.all()[:2]
    page = address("self_assessment", entry)
    wrong_file = SimpleUploadedFile("假.pdf", b"MZ no pdf")
    files = {f"files_{first.pk}": pdf("签到表.pdf"), f"files_{second.pk}": wrong_file}
    refused = client.post(page, form_of(entry, "40.5", "15", "", **files))
    assert refused.status_code == 422
    assert [(row.name, row.criterion) for row in entry.evidence.all()] == [("签到表.pdf", first)]
    html = refused.content.decode()
    assert "签到表.pdf" in html
    assert "无需重新选择" in html
    assert client.post(page, form_of(entry, "30", "15", "")).status_code == 302
    assert entry.evidence.count() == 1


def test_of_several_files_a_wrong_one_says_that_the_others_are_to_be_chosen_again(entry, leader, client):
    client.force_login(leader)
    first = entry.round.criteria.first()
    files = [pdf("签到表.pdf"), SimpleUploadedFile("假.pdf", b"MZ no pdf")]
    refused = client.post(
        address("self_assessment", entry), form_of(entry, "30", "", "", **{f"files_{first.pk}": files})
    )
    assert len(refused.context["form"].errors[f"files_{first.pk}"]) == 2
    assert not entry.evidence.exists()


def test_files_that_come_too_late_are_not_kept(entry, leader, client):
    client.force_login(leader)
    RatingRound.objects.update(self_assessment_until=timezone.localdate() - timedelta(days=1))
    first = entry.round.criteria.first()
    late = form_of(entry, "400", "", "", **{f"files_{first.pk}": pdf("签到表.pdf")})
    assert client.post(address("self_assessment", entry), late).status_code == 422
    assert not entry.evidence.exists()


def test_evidence_is_removed_and_what_was_typed_beside_it_is_kept(entry, leader, client):
    row = evidence.point_at(entry, entry.round.criteria.first(), Counted("公开课", "/news/a/"), leader)
    client.force_login(leader)
    client.post(address("self_assessment", entry), form_of(entry, "30", "15", "20", remove=str(row.pk)))
    assert not RatingEvidence.objects.exists()
    assert entry.self_marks.count() == 3


def test_whoever_comes_late_reads_the_sentence_and_what_they_wrote(entry, leader, client):
    client.force_login(leader)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        response = client.post(address("self_assessment", entry), form_of(entry, "30", "15", "20"))
        assert response.status_code == 422
        assert "每周一次" in response.content.decode()
        assert response.context["form"].non_field_errors()
        assert client.get(address("self_assessment", entry)).context["refusal"]


def test_a_draft_is_read_by_its_leaders_alone(entry, leader, officer, marker, client):
    said = {entry.round.criteria.first(): (Decimal(5), "草稿里的话")}
    save_draft(entry, leader, said, "")
    for stranger in (officer, marker, MemberFactory()):
        client.force_login(stranger)
        assert client.get(address("self_assessment", entry)).status_code == 404
    begin_marking(entry.round)
    client.force_login(marker)
    assert "草稿里的话" not in client.get(address("mark_club", entry)).content.decode()


def test_evidence_is_opened_by_those_who_may_read_the_self_assessment(entry, leader, officer, marker, client):
    row = evidence.attach(entry, entry.round.criteria.first(), evidence.checked(pdf("签到表.pdf")), leader)
    page = address("rating_evidence", row)
    seen = {}
    for when in ("draft", "handed in"):
        for who in (
            leader,
            officer,
            marker,
            MemberFactory(),
            ClubPageFactory(led_by=[MemberFactory()]).leaders.get().member,
        ):
            client.force_login(who)
            seen.setdefault(when, []).append(client.get(page).status_code)
        if when == "draft":
            handed_in(entry, leader)
    assert seen == {"draft": [200, 404, 404, 404, 404], "handed in": [200, 200, 200, 404, 404]}
    client.force_login(leader)
    response = client.get(page)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    client.logout()
    assert client.get(page).status_code == 302


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


def test_a_form_that_is_wrong_far_below_says_so_above_it(entry, leader, client):
    client.force_login(leader)
    page = client.post(address("self_assessment", entry), form_of(entry, "30", "15", "8.33", hand_in="1"))
    html = page.content.decode()
    assert page.status_code == 422
    assert html.index('callout--error" role="alert"') < html.index("<fieldset")
    assert html.count("最多保留一位小数") == 1 or html.count("One digit after the point at most.") == 1
    assert "callout--error" not in client.get(address("self_assessment", entry)).content.decode()


def test_a_new_round_is_proposed_for_a_year_that_has_none(entry, officer, client):
    RatingRound.objects.update(budget_otherwise=3000)
    client.force_login(officer)
    form = client.get(reverse("ratings")).context["form"]
    assert form["year"].value() == entry.round.year + 1
    assert str(entry.round.year + 1) in str(form["title"].value())
    assert form["budget_otherwise"].value() == 3000


def test_the_office_finds_the_draft_of_the_list_on_the_result(entry, officer, leader, marker, client):
    handed_in(entry, leader)
    begin_marking(entry.round)
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    drafted = put_forward(RatingRound.objects.get(), officer)
    client.force_login(officer)
    way = f"/publications/publication/edit/{drafted.pk}/"
    assert way in client.get(address("rating_result", entry.round)).content.decode()
    client.force_login(marker)
    assert way not in client.get(address("rating_result", entry.round)).content.decode()


def test_a_list_that_is_only_drafted_is_not_called_published(entry, officer, leader, marker, client):
    handed_in(entry, leader)
    begin_marking(entry.round)
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    drafted = put_forward(RatingRound.objects.get(), officer)
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
