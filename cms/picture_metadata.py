"""Pictures without what the camera and the telephone wrote into them: place, time, maker, comments, thumbnails.

Nothing is decoded or compressed again, so no quality is lost and animations stay: the parts of the file that describe
instead of showing are left out. Only a picture that lies on its side is turned, and for that written anew.
"""

import io
import re

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

READABLE = ["JPEG", "PNG", "WEBP", "GIF"]
ORIENTATION = 0x0112
UPRIGHT = 1

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
JPEG_SCAN = 0xDA
# Segments that an application adds: 0xE0 to 0xEF; and the comment.
JPEG_APPLICATION, JPEG_COMMENT = range(0xE0, 0xF0), 0xFE
# Those without which it would look different: its density, its colour profile, how its colours are stored.
JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# Within a scan 0xFF is followed by 0x00 or a restart marker; anything else ends the scan.
JPEG_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
JPEG_STANDALONE = {0x01, *range(0xD0, 0xD8)}

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = set(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT".split())

WEBP_KEPT = {b"VP8 ", *b"VP8L VP8X ALPH ANIM ANMF ICCP".split()}
WEBP_SAYS_EXIF, WEBP_SAYS_XMP = 0x08, 0x04

GIF_EXTENSION, GIF_IMAGE, GIF_END = 0x21, 0x2C, 0x3B
GIF_CONTROL, GIF_APPLICATION = 0xF9, 0xFF
# How often an animation is played.
GIF_KEPT_APPLICATIONS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}


def without_metadata(content: bytes) -> bytes:
    """Return the JPEG, PNG, WebP or GIF picture upright and without metadata; the colour profile stays.

    Raises ValueError when it is none of these, or damaged.
    """
    try:
        upright = _upright(content)
        try:
            return _stripped(upright)
        except (IndexError, ValueError):
            # Programs are more forgiving than the standards are: what can be opened is written anew.
            return _stripped(_written_anew(upright))
    # Pillow raises anything on damaged files: OSError, ValueError, SyntaxError, struct.error, ...
    except Exception as error:
        raise ValueError("not a whole picture") from error


def _stripped(content: bytes) -> bytes:
    if content.startswith(JPEG_START):
        return _jpeg(content)
    if content.startswith(PNG_START):
        return _png(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return _gif(content)
    raise ValueError("neither JPEG, PNG, WebP nor GIF")


def _written_anew(content: bytes) -> bytes:
    written = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=READABLE) as picture:
        several = picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1
        kind = "JPEG" if picture.format == "MPO" else picture.format
        picture.save(written, kind, icc_profile=picture.info.get("icc_profile"), quality=90, save_all=several)
    return written.getvalue()


def _upright(content: bytes) -> bytes:
    """Return the picture as it is meant to be seen. Only the camera's note on how it was held asks for turning."""
    with Image.open(io.BytesIO(content), formats=READABLE) as picture:
        several = getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO"
        if several or picture.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT:
            return content
        options = {"icc_profile": picture.info.get("icc_profile")}
        kind = picture.format
        if kind in ("JPEG", "MPO"):
            kind = "JPEG"
            # As finely as it was: no better, no worse.
            options |= {"qtables": picture.quantization, "subsampling": max(get_sampling(picture), 0)}
        elif kind == "WEBP":
            options |= {"quality": 90}
        turned = io.BytesIO()
        ImageOps.exif_transpose(picture).save(turned, kind, **options)
    return turned.getvalue()


def _jpeg(content: bytes) -> bytes:
    """Segments: 0xFF, a marker, two bytes of length, contents. What follows the end is left out as well: telephones
    put a second picture or a short film there.
    """
    kept = [JPEG_START]
    position = len(JPEG_START)
    while True:
        if content[position] != 0xFF:
            raise ValueError("no marker where one is expected")
        while content[position] == 0xFF:
            position += 1
        marker = content[position]
        position += 1
        if marker == JPEG_END[1]:
            return b"".join([*kept, JPEG_END])
        if marker in JPEG_STANDALONE:
            kept.append(bytes([0xFF, marker]))
            continue
        length = int.from_bytes(content[position : position + 2])
        segment = content[position : position + length]
        if length < 2 or len(segment) < length:
            raise ValueError("a segment is cut off")
        describes = marker in JPEG_APPLICATION or marker == JPEG_COMMENT
        if not describes or (marker in JPEG_KEPT and segment[2:].startswith(JPEG_KEPT[marker])):
            kept += [bytes([0xFF, marker]), segment]
        position += length
        if marker == JPEG_SCAN:
            end = JPEG_SCAN_END.search(content, position)
            if end is None:
                # Cut off near its end: browsers show what there is.
                return b"".join([*kept, content[position:], JPEG_END])
            kept.append(content[position : end.start()])
            position = end.start()


def _png(content: bytes) -> bytes:
    """Chunks: four bytes of length, four of name, contents, four of checksum."""
    kept = [PNG_START]
    position = len(PNG_START)
    while True:
        length = int.from_bytes(content[position : position + 4])
        name = content[position + 4 : position + 8]
        chunk = content[position : position + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("a chunk is cut off")
        if name in PNG_KEPT:
            kept.append(chunk)
        position += 12 + length
        if name == b"IEND":
            return b"".join(kept)


def _webp(content: bytes) -> bytes:
    """Chunks: four bytes of name, four of length (low byte first), contents, padded to an even length."""
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content) + 1:
        raise ValueError("the file is cut off")
    kept = []
    position = 12
    while position + 8 <= min(end, len(content)):
        name = content[position : position + 4]
        length = int.from_bytes(content[position + 4 : position + 8], "little")
        chunk = content[position : position + 8 + length]
        if len(chunk) < 8 + length:
            raise ValueError("a chunk is cut off")
        if name == b"VP8X":
            flags = chunk[8] & ~(WEBP_SAYS_EXIF | WEBP_SAYS_XMP)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if name in WEBP_KEPT:
            kept += [chunk, b"\0" * (length % 2)]
        position += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _gif(content: bytes) -> bytes:
    """A header, then blocks: pictures and extensions, each ending in sub-blocks of at most 255 bytes."""
    position = 13 + _gif_colours(content[10])
    kept = [content[:position]]
    while True:
        start = position
        kind = content[position]
        if kind == GIF_END:
            return b"".join([*kept, bytes([GIF_END])])
        if kind == GIF_IMAGE:
            position = _after_sub_blocks(content, position + 11 + _gif_colours(content[position + 9]))
            kept.append(content[start:position])
        elif kind == GIF_EXTENSION:
            label, application = content[position + 1], content[position + 3 : position + 14]
            position = _after_sub_blocks(content, position + 2)
            if label == GIF_CONTROL or (label == GIF_APPLICATION and application in GIF_KEPT_APPLICATIONS):
                kept.append(content[start:position])
        else:
            raise ValueError("no block where one is expected")


def _gif_colours(flags: int) -> int:
    """Return the length of the colour table that these flags announce, in bytes."""
    return 3 * 2 ** ((flags & 0b111) + 1) if flags & 0b10000000 else 0


def _after_sub_blocks(content: bytes, position: int) -> int:
    while content[position]:
        position += content[position] + 1
    return position + 1
