"""The drawn pictures, with their descriptions and the part that no crop may lose."""

import tomllib

from django.core.files import File

from cms.models import UnionImage

from .content import PICTURES
from .hospital import Hospital
from .people import OFFICER


def load_pictures(hospital: Hospital) -> str:
    """Put every picture of `pictures.toml` into the image library."""
    listed = tomllib.loads((PICTURES / "pictures.toml").read_text(encoding="utf-8"))
    for key, item in listed.items():
        left, top, width, height = item["focal"]
        image = UnionImage(
            title=item["title"],
            description=item["alt"],
            focal_point_x=left + width // 2,
            focal_point_y=top + height // 2,
            focal_point_width=width,
            focal_point_height=height,
            consent=UnionImage.Consent.NOT_NEEDED,
            uploaded_by_user=hospital.members[OFFICER],
        )
        with (PICTURES / f"{key}.webp").open("rb") as file:
            image.file = File(file, name=f"{key}.webp")
            image._set_image_file_metadata()
            image.full_clean()
            image.save()
        hospital.files.note(image.file)
        hospital.pictures[key] = image
    return f"{len(listed)} pictures"
