from wagtail.models import Site

from .models import UnionSettings


def union_in_full() -> str:
    """Return the hospital and its union as they stand at the head of a document; nothing before they are known."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return ""
    settings = UnionSettings.for_site(site)
    hospital, union = settings.hospital_name, settings.union_name
    return union if hospital in union else f"{hospital}{union}"
