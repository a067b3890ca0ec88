"""What was collected for the file of a date that is over: photographs, and things given out."""

from django.core.files.base import ContentFile
from django.utils import timezone

from activities.file.handouts import change, enter
from activities.file.parts.people import came_by_session
from activities.file.photos import add_photo
from activities.models import Handout
from people.models import Member
from signups.models import Offering, Session

from .content import PICTURES, read
from .hospital import Hospital


def load_activity_files(hospital: Hospital) -> str:
    """Collect by the verbs that the pages call; nothing is made of it yet: whoever looks can do so."""
    photos = handouts = 0
    for item in read("activity_files")["date"]:
        by = hospital.members[item["by"]]
        offerings = Offering.objects.of(hospital.activities[item["activity"]])
        over = Session.objects.planned().filter(offering__in=offerings, ends_at__lt=timezone.now())
        session = over.select_related("offering").order_by("starts_at").last()
        if session is None:
            continue
        for name in item["photographs"]:
            content = (PICTURES / f"{name}.webp").read_bytes()
            photo = add_photo(session, ContentFile(content, name=f"{name}.webp"), by)
            hospital.files.note(photo.file)
            hospital.files.note(photo.small)
            photos += 1
        handouts += sum(_give_out(session, each, by) for each in item["handout"])
    return f"{photos} photographs and {handouts} lists of things given out, for the file of a date"


def _give_out(session: Session, item: dict, by: Member) -> int:
    handout = enter(Handout(session=session, item=item["item"], unit=item["unit"], each=item["each"], made_by=by))
    came = came_by_session([session]).get(session.pk, [])
    change(handout, {row.pk: 0 for row in came[: item.get("nothing", 0)]})
    return 1
