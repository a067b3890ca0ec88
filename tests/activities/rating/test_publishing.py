"""The result is published for objection, and awards the stars once when it takes effect."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from activities.models import ClubStar
from activities.rating import effects
from activities.rating.awarding import award_stars
from activities.rating.errors import AwardedAlready, MarksStand, NotAllMarked, NotBeingMarked, WrongPhase
from activities.rating.marking import give_marks, still_to_mark
from activities.rating.publishing import is_unchanged, put_forward, withdraw
from notices.models import Notice
from publications.actions.objecting import answer, object_to
from publications.errors import WaitsForApproval
from publications.jobs import conclude_what_is_over
from publications.models import Publication, Standing
from publications.questions import may_be_changed, standing_of
from tests.factories import ClubPageFactory, MemberFactory
from tests.factories.rating import make_round

from .conftest import on_the_committee
from .test_marking import marks_for

MONDAY = datetime(2026, 3, 9, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
AFTER = datetime(2026, 3, 17, 0, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_FIGURES = [("账目规范", 60, "", None), ("成员评价", 40, "", None)]


@pytest.fixture
def monday(site, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def marked(monday, officer, yoga, marker):
    """Two clubs, of which one has 95 points and one 85."""
    ClubPageFactory(title="书法俱乐部")
    round = make_round(officer, marking=True, criteria=NO_FIGURES)
    mark(round, marker, 瑜伽俱乐部=("57", "38"), 书法俱乐部=("50", "35"))
    return round


@pytest.fixture
def proposed(monkeypatch):
    """What was proposed from the stars."""
    found = []
    monkeypatch.setattr(effects, "effects", found_effects := [])
    monkeypatch.setattr("activities.rating.awarding.effects", found_effects)
    effects.on_stars_awarded(found.append)
    return found


def mark(round, by, **marks):
    for entry in round.entries.select_related("club", "round"):
        give_marks(entry, by, marks_for(entry, *marks[entry.club.title]))


def publish(drafted) -> Standing:
    """Do what completing and approving the draft does."""
    written = drafted.get_latest_revision_as_object()
    written.contact_name, written.contact_phone, written.supervision_phone = "工会办公室", "8001", "8002"
    written.save_revision().publish(skip_permission_checks=True)
    return Publication.objects.get(pk=drafted.pk).standings.first()


def test_the_list_is_drafted_with_every_mark_the_best_club_first(marked, officer):
    drafted = put_forward(marked, officer)
    assert (
        drafted.columns == ["名次", "账目规范（60）", "成员评价（40）", "总分", "拟定星级"] or len(drafted.columns) == 5
    )
    lines = [(line.name, line.cells[:4]) for line in drafted.lines.all()]
    assert lines == [
        ("瑜伽俱乐部", ["1", "57.00", "38.00", "95.00"]),
        ("书法俱乐部", ["2", "50.00", "35.00", "85.00"]),
    ]
    assert [line.cells[4][0] for line in drafted.lines.all()] == ["5", "4"]
    assert not drafted.live


def test_what_is_not_marked_in_full_is_not_put_forward(monday, officer, yoga):
    round = make_round(officer, marking=True)
    with pytest.raises(NotAllMarked, match="瑜伽俱乐部"):
        put_forward(round, officer)
    with pytest.raises(NotBeingMarked):
        put_forward(make_round(officer, year=2025), officer)


def test_each_club_is_told_before_the_others_can_object(marked, officer, leader):
    put_forward(marked, officer)
    told = Notice.objects.get(recipient=leader, kind="activities.rating_put_forward")
    assert "95" in told.subject
    assert told.link == f"/ratings/clubs/{marked.entries.get(club__title='瑜伽俱乐部').pk}/"


def test_stars_are_awarded_once_when_the_days_are_over(marked, officer, yoga, proposed, monday, leader):
    publish(put_forward(marked, officer))
    conclude_what_is_over(0)
    assert not ClubStar.objects.exists()
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    conclude_what_is_over(0)
    award_stars(marked)
    assert {(star.club.title, star.year, star.stars) for star in ClubStar.objects.all()} == {
        ("瑜伽俱乐部", 2026, 5),
        ("书法俱乐部", 2026, 4),
    }
    assert [(each.club.title, each.budget_year, each.budget, each.by) for each in proposed] == [
        ("瑜伽俱乐部", 2027, Decimal(6000), officer),
        ("书法俱乐部", 2027, Decimal(5500), officer),
    ]
    assert Notice.objects.filter(recipient=leader, kind="activities.rating_awarded").count() == 1
    marked.refresh_from_db()
    assert marked.is_awarded
    with pytest.raises(AwardedAlready):
        withdraw(marked, officer)


def test_a_club_below_the_lowest_step_gets_no_star_and_the_budget_for_it(monday, officer, yoga, marker, proposed):
    round = make_round(officer, marking=True, criteria=NO_FIGURES, budget_otherwise=800)
    mark(round, marker, 瑜伽俱乐部=("1", "2"))
    publish(put_forward(round, officer))
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    assert not ClubStar.objects.exists()
    assert [(each.stars, each.budget) for each in proposed] == [(0, Decimal(800))]
    assert proposed[0].reason.endswith("未获星级")


def test_while_an_objection_is_open_there_are_no_stars(marked, officer, monday):
    reader = MemberFactory()
    publish(drafted := put_forward(marked, officer))
    objection = object_to(Publication.objects.get(pk=drafted.pk), reader, "签到表有误")
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    assert not ClubStar.objects.exists()
    answer(objection, MemberFactory(chair=True), upheld=False, reason="已核对签到表")
    conclude_what_is_over(0)
    assert ClubStar.objects.count() == 2


def test_marks_changed_during_publication_need_a_withdrawal_and_the_days_begin_again(marked, officer, marker, monday):
    first = publish(put_forward(marked, officer))
    with pytest.raises(MarksStand):
        mark(marked, marker, 瑜伽俱乐部=("1", "1"), 书法俱乐部=("1", "1"))
    assert not may_be_changed(marked)
    monday.move_to(MONDAY + timedelta(days=2), tick=False)
    withdraw(marked, officer)
    first.refresh_from_db()
    assert first.ending == Standing.Ending.OUTDATED
    mark(marked, marker, 瑜伽俱乐部=("40", "38"), 书法俱乐部=("50", "35"))
    second = publish(put_forward(marked, officer))
    assert second.starts_on > first.starts_on
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    assert not ClubStar.objects.exists()
    monday.move_to(AFTER + timedelta(days=3), tick=False)
    conclude_what_is_over(0)
    assert {star.club.title: star.stars for star in ClubStar.objects.all()} == {"书法俱乐部": 4, "瑜伽俱乐部": 3}


def test_what_was_withdrawn_takes_no_effect_though_its_list_is_published(marked, officer, monday):
    drafted = put_forward(marked, officer)
    withdraw(marked, officer)
    publish(drafted)
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    assert not ClubStar.objects.exists()
    assert standing_of(marked).ending == Standing.Ending.OUTDATED


def test_a_list_that_waits_for_its_approval_is_not_drafted_anew(marked, officer):
    drafted = put_forward(marked, officer)
    drafted.get_workflow().start(drafted, officer)
    withdraw(marked, officer)
    with pytest.raises(WaitsForApproval):
        put_forward(marked, officer)
    marked.refresh_from_db()
    assert marked.is_being_marked


def test_a_list_whose_words_were_changed_is_not_what_the_marks_say(marked, officer):
    drafted = put_forward(marked, officer)
    assert is_unchanged(drafted)
    lines = list(drafted.lines.all())
    lines[0].cells = ["1", "60.00", "40.00", "100.00", "五星"]
    drafted.lines = lines
    assert not is_unchanged(drafted)


def test_no_stars_without_a_publication(marked):
    with pytest.raises(WrongPhase):
        award_stars(marked)


def test_stars_stand_and_are_there_once_a_year(marked, officer, monday, yoga):
    publish(put_forward(marked, officer))
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    star = ClubStar.objects.get(club=yoga)
    for write in (
        lambda: ClubStar.objects.filter(pk=star.pk).update(stars=1),
        lambda: ClubStar.objects.filter(pk=star.pk).delete(),
        lambda: ClubStar.objects.create(club=yoga, year=2026, stars=1, round=marked),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_the_newest_stars_stand_on_the_card_and_the_page_of_the_club(marked, officer, monday, yoga, client):
    earlier = make_round(officer, year=2025)
    ClubStar.objects.create(club=yoga, year=2025, stars=3, round=earlier, awarded_at=timezone.now())
    publish(put_forward(marked, officer))
    monday.move_to(AFTER, tick=False)
    conclude_what_is_over(0)
    for address in ("/clubs/", yoga.url):
        html = client.get(address).content.decode()
        assert "★★★★★" in html
        assert "★★★☆☆" not in html


def test_a_leader_on_the_committee_is_asked_for_all_clubs_but_their_own(marked, leader):
    on_the_committee(leader)
    assert [entry.club.title for entry in still_to_mark(marked, leader)] == ["书法俱乐部"]
