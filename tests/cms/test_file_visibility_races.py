"""Two things that share a picture change at the same moment, on real connections."""

import pytest

from cms.models import UnionImage, Visibility
from news.models import NewsPage
from tests.factories import ImageFactory, MemberFactory, NewsPageFactory, make_site
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race


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
