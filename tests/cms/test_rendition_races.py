"""Two readers come upon a picture whose sizes nobody has made yet, on real connections."""

import pytest

from cms.models import UnionImage, UnionRendition
from tests.factories import ImageFactory
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race

SIZES = ["width-120", "width-240", "width-360"]


def test_both_are_given_files_that_are_stored(committed_db, race_rounds):
    for _round in range(race_rounds):
        picture = ImageFactory()
        given = []

        def look(picture=picture, given=given):
            found = UnionImage.objects.get(pk=picture.pk).get_renditions(*SIZES)
            given.extend(rendition.file.name for rendition in found.values())

        assert at_once(look, look) == [None, None]
        stored = set(UnionRendition.objects.filter(image=picture).values_list("file", flat=True))
        assert len(stored) == len(SIZES)
        assert set(given) == stored
