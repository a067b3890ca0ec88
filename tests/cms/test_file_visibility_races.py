"""Two things that share a picture change at the same moment, on real connections."""

import threading

import pytest

from cms import file_visibility
from cms.models import UnionImage, Visibility
from news.models import NewsPage
from tests.factories import ImageFactory, MemberFactory, NewsPageFactory, make_site
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race

MEETING_SECONDS = 5


@pytest.fixture
def picture(committed_db):
    make_site()
    return ImageFactory(visibility=Visibility.PRIVATE)


def visibility_after_one_goes_and_one_comes(picture) -> str:
    """Take one page down while another goes live, both with the same cover; returns the cover's visibility."""
    officer = MemberFactory(officer=True)
    leaving = NewsPageFactory(cover=picture)
    coming = NewsPageFactory(cover=picture, draft=True, by=officer)
    revision = coming.latest_revision
    leave = NewsPage.objects.get(pk=leaving.pk).unpublish
    assert at_once(leave, lambda: revision.publish(skip_permission_checks=True)) == [None, None]
    found = UnionImage.objects.get(pk=picture.pk).visibility
    NewsPage.objects.get(pk=coming.pk).unpublish()
    return found


def test_the_picture_is_public_whoever_is_first(picture, race_rounds):
    for _round in range(race_rounds):
        assert visibility_after_one_goes_and_one_comes(picture) == Visibility.PUBLIC


def test_without_the_lock_a_public_page_loses_its_picture(picture, race_rounds, monkeypatch):
    """The control: each counts the uses that it knows of, when both have written theirs and neither has committed."""
    meeting = threading.Barrier(2)
    follow = file_visibility._follow_uses

    def meet_and_follow(files):
        if threading.current_thread() is not threading.main_thread():
            try:
                meeting.wait(MEETING_SECONDS)
            except threading.BrokenBarrierError:
                # Something else made one wait for the other; the next round may do better.
                meeting.reset()
        follow(files)

    monkeypatch.setattr(file_visibility, "_lock", set)
    monkeypatch.setattr(file_visibility, "_follow_uses", meet_and_follow)
    found = (visibility_after_one_goes_and_one_comes(picture) for _round in range(race_rounds))
    assert Visibility.PRIVATE in found, "the race was never lost: it shows nothing"
