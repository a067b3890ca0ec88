"""MP4 videos are stored without where they were filmed, and play as before: nothing in them moves."""

import io
import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from cms.models import UnionDocument
from cms.video_metadata import blank, describing_parts
from tests.factories import MemberFactory

PLACE = b"+39.9042+116.4074/"
PICTURES = b"the pictures of the film" * 20
POSITIONS = [b"GPS5 39.9042,116.4074", b"GPS5 39.9043,116.4075 and on", b"GPS5 39.9044,116.4076"]


def box(name: bytes, *contents: bytes) -> bytes:
    inside = b"".join(contents)
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def full_box(name: bytes, *contents: bytes) -> bytes:
    """With the four bytes of version and flags."""
    return box(name, bytes(4), *contents)


def numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


def handler(kind: bytes) -> bytes:
    return full_box(b"hdlr", bytes(4), kind, bytes(12), b"\0")


def track(kind: bytes, *more: bytes, table: bytes = b"") -> bytes:
    return box(b"trak", box(b"mdia", handler(kind), box(b"minf", box(b"stbl", table))), *more)


def positions_table(first_chunk: int, wide: bool) -> bytes:
    """Two chunks: two samples in the first, one in the second, which follows eight other bytes."""
    second = first_chunk + len(POSITIONS[0] + POSITIONS[1]) + 8
    offsets = struct.pack(">I2Q", 2, first_chunk, second) if wide else numbers(2, first_chunk, second)
    return b"".join(
        [
            full_box(b"stsz", numbers(0, 3, *map(len, POSITIONS))),
            full_box(b"stsc", numbers(2, 1, 2, 1, 2, 1, 1)),
            full_box(b"co64" if wide else b"stco", offsets),
        ]
    )


def film(*, in_moov: bytes = b"", in_track: bytes = b"", beside: bytes = b"", table=None, wide=False) -> bytes:
    """A film of pictures and a track of positions; what lies in `mdat` comes first, so that its place is known."""
    start = box(b"ftyp", b"mp42", bytes(4), b"mp42isom")
    samples = POSITIONS[0] + POSITIONS[1] + b"\x01sound.\x01" + POSITIONS[2]
    first_chunk = len(start) + 8 + len(PICTURES)
    table = positions_table(first_chunk, wide) if table is None else table
    moov = box(b"moov", full_box(b"mvhd", bytes(96)), track(b"vide", in_track), in_moov, track(b"meta", table=table))
    return start + box(b"mdat", PICTURES, samples) + moov + beside


def stored(content: bytes) -> bytes:
    document = UnionDocument(title="健步走", file=ContentFile(content, name="walk.mp4"))
    document.save()
    return UnionDocument.objects.get(pk=document.pk).file.open().read()


WRITTEN = {
    "by Android": {"in_moov": box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE))},
    "by the standard of telephones": {"in_moov": box(b"udta", full_box(b"loci", b"\x15\xc7", PLACE, bytes(13)))},
    "by Apple": {
        "in_moov": box(
            b"meta",
            handler(b"mdta"),
            full_box(b"keys", numbers(1), box(b"mdta", b"com.apple.quicktime.location.ISO6709")),
            box(b"ilst", box(numbers(1), box(b"data", numbers(1, 0), PLACE))),
        )
    },
    "in a track": {"in_track": box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE))},
    "as XMP": {"beside": box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), PLACE)},
    "with a long length": {"beside": struct.pack(">I4sQ", 1, b"udta", 16 + len(PLACE)) + PLACE},
    "to the end of the file": {"beside": struct.pack(">I4s", 0, b"udta") + PLACE},
}


@pytest.mark.parametrize("where", WRITTEN)
def test_where_it_was_filmed_is_not_stored(where, db):
    before = film(**WRITTEN[where])
    after = stored(before)
    assert PLACE in before
    assert PLACE not in after
    assert b"location" not in after
    assert len(after) == len(before)


@pytest.mark.parametrize("wide", [False, True])
def test_a_track_of_positions_is_taken_out_and_pictures_and_sound_stay_where_they_were(wide, db):
    before = film(wide=wide)
    after = stored(before)
    assert b"GPS5" not in after
    for kept in [PICTURES, b"\x01sound.\x01", handler(b"vide")]:
        assert after.index(kept) == before.index(kept)
    assert handler(b"meta") not in after
    assert after.count(b"trak") == 1


@pytest.mark.parametrize("kind", [b"text", b"subt", b"sbtl"])
def test_positions_that_a_drone_wrote_as_subtitles_are_taken_out(kind, db):
    before = film().replace(handler(b"meta"), handler(kind))
    assert b"GPS5" in before
    assert b"GPS5" not in stored(before)


def test_a_film_without_a_place_is_stored_as_it_is(db):
    plain = box(b"ftyp", b"mp42", bytes(4)) + box(b"moov", track(b"vide"), track(b"soun")) + box(b"mdat", PICTURES)
    assert stored(plain) == plain


def test_what_becomes_free_leaves_a_tree_in_which_nothing_is_found_again(db):
    everything = film(
        in_moov=WRITTEN["by Android"]["in_moov"] + WRITTEN["by Apple"]["in_moov"],
        in_track=WRITTEN["in a track"]["in_track"],
        beside=WRITTEN["with a long length"]["beside"],
    )
    file = io.BytesIO(everything)
    spans = describing_parts(file)
    blank(file, spans)
    assert len(spans) == 7
    assert describing_parts(file) == []


def test_a_film_that_came_in_for_reading_only_is_cleaned_as_well(tmp_path, db):
    path = tmp_path / "walk.mp4"
    path.write_bytes(film())
    with path.open("rb") as original:
        document = UnionDocument(title="健步走")
        document.file.save("walk.mp4", ContentFile(b""), save=False)
        document.file.storage.delete(document.file.name)
        document.file.name = document.file.storage.save("documents/walk.mp4", original)
    document.save()
    assert b"GPS5" not in document.file.open().read()
    assert document.file_size == path.stat().st_size
    assert path.read_bytes() == film()


@pytest.mark.parametrize(
    "damaged",
    [
        film(table=full_box(b"stsz", numbers(0, 900))),
        film(table=positions_table(10_000_000, wide=False)),
        film(in_moov=numbers(900) + b"udta"),
        film(beside=box(b"moof", b"")),
        box(b"ftyp", b"mp42", bytes(4)) + box(b"moov", box(b"trak", b"")),
    ],
    ids=["no table", "beyond the end", "a box that is too long", "positions in fragments", "an empty track"],
)
def test_a_film_of_which_the_place_cannot_be_taken_out_is_not_taken(damaged, db):
    with pytest.raises(ValidationError, match="MP4"):
        stored(damaged)
    assert not UnionDocument.objects.exists()


def test_whoever_uploads_it_is_told(client, db):
    client.force_login(MemberFactory(officer=True))
    film_in_fragments = ContentFile(film(beside=box(b"moof", b"")), name="walk.mp4")
    answer = client.post(reverse("wagtaildocs:add_multiple"), {"title": "健步走", "files[]": film_in_fragments})
    assert "请重新保存为 MP4 格式" in answer.json()["error_message"]
    assert not UnionDocument.objects.exists()


def test_every_description_of_a_track_is_found(db):
    twice = WRITTEN["in a track"]["in_track"] * 2
    assert PLACE not in stored(film(in_track=twice))


def test_a_film_whose_end_is_missing_is_taken(db):
    cut = box(b"ftyp", b"mp42", bytes(4)) + box(b"moov", track(b"vide")) + box(b"mdat", PICTURES)[:100]
    assert stored(cut) == cut
