"""One way to every uploaded file: found in the database, decided by its visibility, sent by the site.

What the database does not know has no address, so no path leads anywhere else. Private files are for those who may
choose or change files, who uploaded this one, or whose review it waits for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from approval.permissions import is_approver
from approval.queue import waiting_for

from .models import FileUse, UnionDocument, UnionImage, UnionRendition, Visibility
from .restriction import live_uses, turn_away, uses_open_to

# How long a browser or a proxy may go on showing what has been taken down meanwhile. What expires at an hour that is
# known is kept until then at most.
PUBLIC_SECONDS = 300
CHUNK_BYTES = 256 * 1024

PICTURES = {
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
}
PLAYED = {"mp4": "video/mp4", "webm": "video/webm"}
READ_IN_PLACE = {"pdf": "application/pdf"}
# Everything else is saved, not opened; what has no kind here is only bytes.
SAVED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
    "csv": "text/csv",
    "txt": "text/plain",
}
NOTHING_RUNS = "sandbox; default-src 'none'"
# Browsers show videos and PDF files in documents of their own, which a sandbox would leave empty.
NOTHING_ELSE_LOADS = "default-src 'none'; media-src 'self'; object-src 'self'; style-src 'unsafe-inline'"

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class StoredFile:
    """What the database knows of a file: where it lies, who may fetch it, and how a browser recognises it again."""

    storage: Storage
    name: str
    etag: str
    kind: str = ""
    pk: int = 0
    visibility: str = Visibility.PRIVATE
    uploader_id: int | None = None
    until: datetime | None = None
    is_public: bool = False

    @property
    def suffix(self) -> str:
        return self.name.rsplit(".", 1)[-1].lower()

    @property
    def file_name(self) -> str:
        return self.name.rsplit("/", 1)[-1]

    @property
    def seconds_to_keep(self) -> int:
        """How long others may keep a public file without asking again."""
        if self.until is None:
            return PUBLIC_SECONDS
        left = (self.until - timezone.now()).total_seconds()
        return max(0, min(PUBLIC_SECONDS, int(left)))


@require_safe
def media(request, path):
    """Serve an original picture, a size of it, a document or the picture of an account."""
    find = FOLDERS.get(path.split("/", 1)[0])
    stored = find(path) if find and "\0" not in path else None
    if stored is None or not _may_fetch(request, stored):
        raise Http404
    return _answer(request, stored)


@require_safe
def document(request, document_id, filename):
    """Serve a document at the address that pages link to. Whoever has not signed in is asked to, if that may help."""
    stored = _document(pk=document_id)
    if stored is None or stored.file_name != filename:
        raise Http404
    if stored.visibility != Visibility.PRIVATE and not stored.is_public and not request.user.is_authenticated:
        return turn_away(request)
    if not _may_fetch(request, stored):
        raise Http404
    return _answer(request, stored)


def _image(path: str) -> StoredFile | None:
    # Values, not rows: a picture whose measures are left out fetches them one by one.
    row = _row(UnionImage.objects.filter(file=path), "image", "pk", "file_hash", "visibility", "uploaded_by_user")
    if row is None:
        return None
    pk, digest, *known = row
    return StoredFile(_storage_of(UnionImage), path, digest or str(pk), "image", pk, *known)


def _rendition(path: str) -> StoredFile | None:
    fields = ("pk", "image", "image__file_hash", "image__visibility", "image__uploaded_by_user")
    row = _row(UnionRendition.objects.filter(file=path), "image", *fields, of="image__")
    if row is None:
        return None
    pk, image_id, digest, *known = row
    return StoredFile(_storage_of(UnionRendition), path, f"{pk}-{digest}", "image", image_id, *known)


def _document(path: str = "", **key) -> StoredFile | None:
    fields = ("pk", "file", "file_hash", "visibility", "uploaded_by_user")
    row = _row(UnionDocument.objects.filter(**(key or {"file": path})), "document", *fields)
    if row is None:
        return None
    pk, name, digest, *known = row
    return StoredFile(_storage_of(UnionDocument), name, digest or str(pk), "document", pk, *known)


def _row(found: QuerySet, kind: str, *fields: str, of: str = "") -> tuple | None:
    """Return the fields, until when the file is lent, and whether to everybody: something public uses it that stands
    below nothing that is not. One query; what the site keeps of a file stands at `of` it.
    """
    lent = live_uses().filter(**{kind: OuterRef(f"{of}pk")})
    to_all = uses_open_to(AnonymousUser()).filter(**{kind: OuterRef(f"{of}pk")})
    is_public = Q(**{f"{of}visibility": Visibility.PUBLIC}) & (Exists(to_all) | ~Exists(lent))
    until = lent.order_by(F("until").asc(nulls_last=True)).values("until")[:1]
    found = found.annotate(lent_until=Subquery(until), is_public=is_public)
    return found.values_list(*fields, "lent_until", "is_public").first()


def _storage_of(model) -> Storage:
    return model._meta.get_field("file").storage


def _avatar(path: str) -> StoredFile | None:
    """Pictures of accounts appear in the admin; their names hold a random part, which serves as the mark."""
    row = UserProfile.objects.filter(avatar=path).only("avatar").first()
    return row and StoredFile(row.avatar.storage, path, quote(path), visibility=Visibility.STAFF)


FOLDERS: dict[str, Callable[[str], StoredFile | None]] = {
    "original_images": _image,
    "images": _rendition,
    "documents": _document,
    "avatar_images": _avatar,
}


def _may_fetch(request, stored: StoredFile) -> bool:
    """Public files are decided without a look at the session."""
    if stored.is_public:
        return True
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return False
    if stored.uploader_id == user.pk or is_approver(user) or _is_lent_to(user, stored):
        return True
    return _may_work_with(user, stored) or _reviews(user, stored)


def _is_lent_to(user, stored: StoredFile) -> bool:
    """True when something that `user`, a member, may read shows the file."""
    if stored.visibility == Visibility.PRIVATE:
        return False
    file = {stored.kind: stored.pk} if stored.kind else None
    if file and live_uses().filter(**file).exists():
        return uses_open_to(user).filter(**file).exists()
    return stored.visibility != Visibility.AUDIENCE


def _may_work_with(user, stored: StoredFile) -> bool:
    model = {"image": UnionImage, "document": UnionDocument}.get(stored.kind)
    if model is None:
        return False
    file = model.objects.select_related("collection").only("collection", "uploaded_by_user_id").get(pk=stored.pk)
    policy = policy_registry.get_by_type(model)
    return policy.user_has_any_permission_for_instance(user, ["change", "choose"], file)


def _reviews(user, stored: StoredFile) -> bool:
    """True when the file is in something that waits for this user's decision."""
    if not stored.kind or not user.has_perm("wagtailadmin.access_admin"):
        return False
    uses = FileUse.objects.filter(**{stored.kind: stored.pk}).values_list("base_content_type_id", "object_id")
    using = set(uses)
    return bool(using) and any(
        (state.revision.base_content_type_id, state.revision.object_id) in using for state in waiting_for(user)
    )


def _answer(request, stored: StoredFile) -> HttpResponse:
    headers = _headers(stored)
    try:
        path = Path(stored.storage.path(stored.name))
    except NotImplementedError:
        return _from_elsewhere(stored, headers)
    if settings.MEDIA_ACCEL_PREFIX:
        # nginx sends it, with ranges and comparisons of its own.
        target = quote(f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{stored.name}")
        return HttpResponse(headers={**headers, "X-Accel-Redirect": target})
    try:
        about = path.stat()
    except OSError as error:
        raise Http404 from error
    if not path.is_file():
        raise Http404
    etag, modified = f'"{stored.etag}"', int(about.st_mtime)
    headers |= {"ETag": etag, "Last-Modified": http_date(modified), "Accept-Ranges": "bytes"}
    whole = HttpResponse(headers=headers)
    unchanged = get_conditional_response(request, etag, modified, whole)
    if unchanged is not whole:
        return unchanged
    part = _asked_part(request, etag, modified, about.st_size)
    if part is None:
        return _send(request, path, 0, about.st_size, 200, headers)
    first, last = part
    if first > last or first >= about.st_size:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{about.st_size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{about.st_size}"
    return _send(request, path, first, last - first + 1, 206, headers)


def _headers(stored: StoredFile) -> dict[str, str]:
    in_place = PICTURES | PLAYED | READ_IN_PLACE
    kind = (in_place | SAVED).get(stored.suffix, "application/octet-stream")
    opens = stored.suffix in PLAYED or stored.suffix in READ_IN_PLACE
    return {
        "Content-Type": kind,
        "Content-Disposition": content_disposition_header(stored.suffix not in in_place, stored.file_name),
        "Content-Security-Policy": NOTHING_ELSE_LOADS if opens else NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": f"public, max-age={stored.seconds_to_keep}" if stored.is_public else "private, no-store",
    }


def _asked_part(request, etag: str, modified: int, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that are asked for, None for all of it. Several parts at once are not offered."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or not any(asked.groups()) or request.method != "GET":
        return None
    condition = request.headers.get("If-Range")
    if condition and condition != etag and parse_http_date_safe(condition) != modified:
        return None
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _send(request, path: Path, first: int, length: int, status: int, headers: dict[str, str]) -> HttpResponse:
    headers = {**headers, "Content-Length": str(length)}
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_bytes_of(path, first, length), status=status, headers=headers)


def _bytes_of(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (chunk := file.read(min(CHUNK_BYTES, length))):
            length -= len(chunk)
            yield chunk


def _from_elsewhere(stored: StoredFile, headers: dict[str, str]) -> HttpResponse:
    """Lead to the bucket for a minute where it can sign addresses (`cms.storage`); else pass the bytes on."""
    if hasattr(stored.storage, "short_lived_url"):
        address = stored.storage.short_lived_url(
            stored.name, content_type=headers["Content-Type"], disposition=headers["Content-Disposition"]
        )
        return HttpResponseRedirect(address, headers={"Cache-Control": "private, no-store"})
    try:
        file = stored.storage.open(stored.name)
    except OSError as error:
        raise Http404 from error
    return StreamingHttpResponse(file.chunks(CHUNK_BYTES), headers=headers)
