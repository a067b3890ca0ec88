"""MP4 videos without what the camera and the telephone wrote into them: place, maker, comments, tracks of positions.

An MP4 file is a tree of boxes (ISO/IEC 14496-12): four bytes of length, four of name, contents. Pictures and sound are
found by their distance from the start of the file, so nothing is moved: a box that describes instead of showing becomes
a `free` box of the same length full of zeros, and so do the positions that cameras note for every second.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

# Beside the whole film and beside one track: ©xyz, loci, Apple's keys, XMP, thumbnails and comments lie in these.
DESCRIBING = {b"": {b"udta", b"meta", b"uuid"}, b"moov": {b"udta", b"meta", b"uuid"}, b"trak": {b"udta", b"meta"}}
# Pictures, sound and time codes. Any other track is shown by no browser, texts included, and drones write where they
# are into a track of subtitles.
KEPT_TRACKS = {b"vide", b"soun", b"auxv", b"pict", b"hint", b"tmcd"}
# More than any film has; what claims more is no film.
MOST_BOXES = 100_000
MOST_SAMPLES = 5_000_000
BLANK = bytes(256 * 1024)


@dataclass(frozen=True)
class Box:
    """From `start` to `end` in the file; the contents begin at `inside`."""

    name: bytes
    start: int
    inside: int
    end: int


@dataclass(frozen=True)
class Span:
    """A part of the file that is overwritten with zeros. A whole box is called `free` as well."""

    start: int
    end: int
    is_box: bool = False


def describing_parts(file) -> list[Span]:
    """Return the parts of an open MP4 file that say where and with what it was filmed, in the order found.

    Raises ValueError when it is damaged, or notes positions in a way in which they cannot be taken out.
    """
    size = file.seek(0, io.SEEK_END)
    found = list(_boxes(file, 0, size, is_cut_off_at_the_end=True))
    spans = [_whole(box) for box in found if box.name in DESCRIBING[b""]]
    for moov in found:
        if moov.name != b"moov":
            continue
        for box in _boxes(file, moov.inside, moov.end):
            if box.name in DESCRIBING[b"moov"]:
                spans.append(_whole(box))
            elif box.name == b"trak":
                spans += _of_track(file, box, is_fragmented=any(other.name == b"moof" for other in found))
    return spans


def blank(file, spans: list[Span]) -> None:
    """Overwrite these parts of an open, writable file; its length stays."""
    for span in spans:
        start = span.start
        if span.is_box:
            file.seek(span.start)
            has_long_length = int.from_bytes(file.read(4)) == 1
            file.write(b"free")
            start += 16 if has_long_length else 8
        file.seek(start)
        for position in range(start, span.end, len(BLANK)):
            file.write(BLANK[: span.end - position])


def _whole(box: Box) -> Span:
    return Span(box.start, box.end, is_box=True)


def _boxes(file, start: int, end: int, *, is_cut_off_at_the_end: bool = False) -> Iterator[Box]:
    """Yield the boxes in this part of the file. Browsers play a film whose end is missing, so it may be."""
    for _number in range(MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        head = file.read(16)
        length, name, inside = int.from_bytes(head[:4]), head[4:8], start + 8
        if length == 1:
            length, inside = int.from_bytes(head[8:]), start + 16
        elif length == 0:
            length = end - start
        if start + length > end and is_cut_off_at_the_end:
            length = end - start
        if start + length < inside or start + length > end:
            if is_cut_off_at_the_end:
                return
            raise ValueError("a box is cut off")
        yield Box(name, start, inside, start + length)
        start += length
    raise ValueError("too many boxes")


def _of_track(file, trak: Box, *, is_fragmented: bool) -> list[Span]:
    inner = _inside(file, trak)
    within = {box.name: box for mdia in inner if mdia.name == b"mdia" for box in _inside(file, mdia)}
    if b"hdlr" not in within:
        raise ValueError("a track does not say what it holds")
    if _contents(file, within[b"hdlr"])[8:12] in KEPT_TRACKS:
        return [_whole(box) for box in inner if box.name in DESCRIBING[b"trak"]]
    if is_fragmented:
        raise ValueError("positions in fragments")
    return [_whole(trak), *_samples(file, within)]


def _inside(file, box: Box) -> list[Box]:
    return list(_boxes(file, box.inside, box.end))


def _contents(file, box: Box) -> bytes:
    file.seek(box.inside)
    return file.read(min(box.end - box.inside, 8 * MOST_SAMPLES))


def _samples(file, mdia: dict[bytes, Box]) -> list[Span]:
    """Return where the samples of a track lie: in chunks, each with so many samples of such lengths."""
    table = {box.name: box for box in _inside(file, mdia[b"minf"])} if b"minf" in mdia else {}
    table = {box.name: box for box in _inside(file, table[b"stbl"])} if b"stbl" in table else {}
    if not {b"stsz", b"stsc"} <= table.keys() or not {b"stco", b"co64"} & table.keys():
        raise ValueError("a track does not say where it lies")
    lengths = _contents(file, table[b"stsz"])
    same, count = int.from_bytes(lengths[4:8]), int.from_bytes(lengths[8:12])
    if count > MOST_SAMPLES or (not same and len(lengths) < 12 + 4 * count):
        raise ValueError("too many samples")
    wide = b"co64" in table
    chunks = _numbers(_contents(file, table[b"co64" if wide else b"stco"]), 8 if wide else 4, 1)
    runs = _numbers(_contents(file, table[b"stsc"]), 4, 3)
    spans, sample, run = [], 0, 0
    for number, (start,) in enumerate(chunks, start=1):
        while run + 1 < len(runs) and runs[run + 1][0] <= number:
            run += 1
        last = min(sample + (runs[run][1] if runs else 0), count)
        if same:
            length = same * (last - sample)
        else:
            length = sum(int.from_bytes(lengths[12 + 4 * n : 16 + 4 * n]) for n in range(sample, last))
        spans.append(Span(start, _within(file, start + length)))
        sample = last
    return spans


def _numbers(contents: bytes, width: int, columns: int) -> list[tuple[int, ...]]:
    """Return the rows of a table: four bytes of flags, four of how many, then so many numbers for each."""
    count, step = int.from_bytes(contents[4:8]), width * columns
    if count > MOST_SAMPLES or len(contents) < 8 + count * step:
        raise ValueError("a table is cut off")
    return [
        tuple(int.from_bytes(contents[at + width * n : at + width * (n + 1)]) for n in range(columns))
        for at in range(8, 8 + count * step, step)
    ]


def _within(file, position: int) -> int:
    if position > file.seek(0, io.SEEK_END):
        raise ValueError("a sample is cut off")
    return position
