"""Pictures lose what the camera wrote into them, and nothing else."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms, PngImagePlugin
from wagtail.users.models import UserProfile

from cms.models import UnionImage
from cms.picture_metadata import without_metadata
from cms.uploads import check_picture_contents
from tests.factories import MemberFactory

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRETS = [b"HUAWEI", b"31.2304", b"adobe:ns:meta", b"GPS", b"\x00\x01\x02\x03film"]
MAKER, GPS_BLOCK, ORIENTATION = 0x010F, 0x8825, 0x0112


def exif(orientation: int = 1) -> Image.Exif:
    notes = Image.Exif()
    notes[MAKER] = "HUAWEI"
    notes[ORIENTATION] = orientation
    notes[GPS_BLOCK] = {1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0), 29: "31.2304"}
    return notes


def scene() -> Image.Image:
    """Wider than high; red on the left, blue on the right."""
    picture = Image.new("RGB", (64, 32), "red")
    picture.paste("blue", (32, 0, 64, 32))
    return picture


def saved(kind: str, picture=None, orientation: int = 1, **options) -> bytes:
    content = io.BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "HUAWEI 31.2304")
        words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
        options["pnginfo"] = words
    elif kind == "GIF":
        options["comment"] = b"HUAWEI 31.2304"
    else:
        options["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    if kind == "JPEG":
        options["comment"] = b"HUAWEI"
    if kind != "GIF":
        options |= {"exif": exif(orientation), "icc_profile": PROFILE}
    (picture or scene()).save(content, kind, **options)
    return content.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_place_maker_and_comments_are_gone_and_the_picture_is_the_same(kind):
    content = saved(kind)
    cleaned = without_metadata(content)
    assert any(secret in content for secret in SECRETS)
    assert not any(secret in cleaned for secret in SECRETS)
    before, after = opened(content), opened(cleaned)
    assert dict(after.getexif()) == {}
    assert not after.info.get("xmp")
    assert not after.info.get("comment")
    # Not compressed a second time: bit for bit what it was.
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert after.info.get("icc_profile") == before.info.get("icc_profile")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_cleaning_twice_changes_nothing(kind):
    cleaned = without_metadata(saved(kind))
    assert without_metadata(cleaned) == cleaned


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lay_on_its_side_stands_upright(kind):
    cleaned = without_metadata(saved(kind, orientation=6))
    picture = opened(cleaned)
    assert picture.size == (32, 64)
    # Turned clockwise: what was on the left is at the top.
    assert picture.convert("RGB").getpixel((16, 4))[0] > 200
    assert picture.convert("RGB").getpixel((16, 60))[2] > 200
    assert picture.info["icc_profile"] == PROFILE
    assert not any(secret in cleaned for secret in SECRETS)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_goes_on_moving(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    content = saved(kind, frames[0], save_all=True, append_images=frames[1:], duration=100, loop=0)
    cleaned = opened(without_metadata(content))
    assert cleaned.n_frames == 3
    assert cleaned.info.get("loop") == 0


def test_a_progressive_photograph_stays_whole():
    noise = Image.effect_noise((200, 150), 80).convert("RGB")
    content = saved("JPEG", noise, progressive=True, quality=90)
    assert opened(without_metadata(content)).tobytes() == opened(content).tobytes()


def test_the_film_behind_a_photograph_is_left_out():
    cleaned = without_metadata(saved("JPEG") + b"\x00\x01\x02\x03film")
    assert b"film" not in cleaned
    assert cleaned.endswith(b"\xff\xd9")


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_photographs_in_other_colours_stay_as_they_are(mode):
    content = saved("JPEG", scene().convert(mode))
    assert opened(without_metadata(content)).tobytes() == opened(content).tobytes()
    assert opened(without_metadata(saved("JPEG", scene().convert(mode), orientation=8))).size == (32, 64)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ValueError, match="not a whole picture"):
        without_metadata(content)


def test_every_beginning_of_a_file_is_cleaned_or_refused():
    """Cut anywhere, a file leads to no other error, and lets no metadata through."""
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        content = saved(kind)
        for length in range(0, len(content), 37):
            try:
                cleaned = without_metadata(content[:length])
            except ValueError:
                continue
            assert not any(secret in cleaned for secret in SECRETS)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.gif", "WEBP"), ("a.svg", "PNG")])
def test_a_picture_with_another_suffix_is_refused(name, kind):
    with pytest.raises(ValidationError):
        check_picture_contents(SimpleUploadedFile(name, saved(kind)))


def test_a_picture_that_would_fill_the_memory_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2_000
    with pytest.raises(ValidationError) as refused:
        check_picture_contents(SimpleUploadedFile("large.png", saved("PNG")))
    assert "large.png" in refused.value.message_dict["file"][0]
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "green", "blue")]
    moving = saved("GIF", frames[0], save_all=True, append_images=frames[1:])
    with pytest.raises(ValidationError):
        check_picture_contents(SimpleUploadedFile("moving.gif", moving))


@pytest.mark.django_db
def test_an_upload_is_stored_clean_upright_and_with_the_hash_of_what_is_stored(client):
    client.force_login(MemberFactory(officer=True))
    photograph = SimpleUploadedFile("walk.jpg", saved("JPEG", orientation=6))
    answer = client.post(
        reverse("wagtailimages:add_multiple"), {"title": "健步走", "files[]": photograph, "collection": ""}
    ).json()
    # Consent is asked for in a second step; until then the file waits where nothing is served from.
    number = answer["uploaded_file_id"]
    form = {f"uploaded-image-{number}-{name}": value for name, value in (("title", "健步走"), ("consent", "given"))}
    assert client.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]), form).json()[
        "success"
    ]
    image = UnionImage.objects.get()
    with image.file.open() as file:
        stored = file.read()
    assert not any(secret in stored for secret in SECRETS)
    assert (image.width, image.height) == opened(stored).size == (32, 64)
    assert image.file_size == len(stored)
    before = image.file_hash
    image._set_file_hash()
    assert image.file_hash == before


@pytest.mark.django_db
def test_a_file_that_was_stored_before_its_form_was_complete_is_cleaned_too():
    image = UnionImage(title="健步走")
    image.file.save("walk.jpg", ContentFile(saved("JPEG")), save=False)
    image.save()
    with UnionImage.objects.get().file.open() as file:
        assert not any(secret in file.read() for secret in SECRETS)


@pytest.mark.django_db
def test_the_picture_of_an_account_is_cleaned():
    profile = UserProfile(user=MemberFactory(), avatar=SimpleUploadedFile("me.jpg", saved("JPEG")))
    profile.save()
    with UserProfile.objects.get().avatar.open() as file:
        assert not any(secret in file.read() for secret in SECRETS)
