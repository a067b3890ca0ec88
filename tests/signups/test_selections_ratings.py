"""What is said of a base and a route by those who were there, and who counts as having been."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from signups.models import Application, PastTurn, Rating, Session, SignUp
from signups.selections.jobs import note_past_turns
from tests.factories.people import MemberFactory
from tests.factories.selections import BaseFactory, PastTurnFactory

from .selecting import applicant, applied, batches_of, holders, in_effect, ranked, run_of

pytestmark = pytest.mark.usefixtures("site")


class TestAfterwards:
    @pytest.fixture
    def been(self, client):
        """Somebody who was there, signed in."""
        run, member = run_of(dates=(1,), base=BaseFactory()), applicant(5)
        applied(run, member)
        applied(run, applicant(1))
        in_effect(run)
        over(run)
        client.force_login(member)
        return run, member, SignUp.objects.granted().get()

    STARS = {"food": 5, "lodging": 4, "programme": 4, "care": 3}

    def test_who_was_there_rates_once_and_the_next_applicants_see_the_stars(self, client, been):
        run, member, row = been
        address = f"/selections/rate/{row.pk}/"
        assert client.post(address, {**self.STARS, "food": ""}).status_code == 422
        client.post(address, {**self.STARS, "words": "早餐好，路程偏远"})
        assert client.post(address, self.STARS).status_code == 422
        rating = Rating.objects.get()
        run_of(base=rating.base)
        following = run_of(base=rating.base)
        text = client.get(f"/selections/{following.selection_id}/").content.decode()
        assert "4.0" in text
        assert "早餐好" not in text
        client.force_login(MemberFactory(officer=True))
        client.post(f"/selections/ratings/{rating.pk}/")
        client.force_login(member)
        text = client.get(f"/selections/{following.selection_id}/").content.decode()
        assert "早餐好" in text
        assert member.name not in text.partition('class="route"')[2]

    def test_who_was_not_there_does_not_rate(self, client, been):
        waiting = SignUp.objects.waiting().get()
        client.force_login(waiting.member)
        assert client.post(f"/selections/rate/{waiting.pk}/", self.STARS).status_code == 404
        row = been[2]
        assert client.post(f"/selections/rate/{row.pk}/", self.STARS).status_code == 404
        SignUp.objects.filter(pk=row.pk).update(attendance=SignUp.Attendance.ABSENT)
        client.force_login(row.member)
        assert client.post(f"/selections/rate/{row.pk}/", self.STARS).status_code == 404
        assert not Rating.objects.exists()

    def test_only_the_office_reads_words_that_were_not_let_through(self, client, been):
        _run, member, row = been
        client.post(f"/selections/rate/{row.pk}/", {**self.STARS, "words": "领队辛苦"})
        assert client.get("/selections/ratings/").status_code == 404
        assert client.post(f"/selections/ratings/{Rating.objects.get().pk}/").status_code == 404
        assert Rating.objects.get().released_at is None

    def test_the_turn_counts_the_next_time_and_is_noted_once(self, been):
        _run, member, _row = been
        for _twice in range(2):
            note_past_turns(timestamp=0)
        assert list(PastTurn.objects.values_list("member", flat=True)) == [member.pk]
        assert Notice.objects.filter(kind="signups.rating_wanted").count() == 1
        following = run_of(years_between=3)
        applied(following, member)
        ranked(following)
        assert Application.objects.get(run=following).why_not

    def test_places_stay_with_their_holders(self, been):
        run, member, _row = been
        assert holders(batches_of(run)[0]) == {member.pk}
        PastTurnFactory(member=member)


def over(run) -> None:
    """Let all dates of a run be over."""
    now = timezone.now()
    for number, batch in enumerate(batches_of(run), start=1):
        days = {"starts_at": now - timedelta(days=5 + number), "ends_at": now - timedelta(days=number)}
        Session.objects.filter(pk=batch.session_id).update(**days)
