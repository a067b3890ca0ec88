"""Uploads in an S3-compatible bucket. Only loaded where one is configured."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

ADDRESS_SECONDS = 60


class BucketStorage(S3Storage):
    """A private bucket. Pages name the site's own address of a file, which asks who may fetch it."""

    def url(self, name, *args, **kwargs):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def short_lived_url(self, name: str, *, content_type: str, disposition: str) -> str:
        """Return a signed address in the bucket that works for a minute and says how the file is to be taken."""
        parameters = {"ResponseContentType": content_type, "ResponseContentDisposition": disposition}
        return super().url(name, parameters=parameters, expire=ADDRESS_SECONDS)
