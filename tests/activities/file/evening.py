"""A date that is over, with those who came, and what is collected for its file."""

import io
from datetime import timedelta
from pathlib import Path

from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from activities.file.asking import ask_for
from activities.file.making import make
from activities.file.subject import Subject
from activities.models import ActivityFile, RecurringActivity
from signups.models import Offering, Session, SignUp
from tests.factories import DepartmentFactory, MemberFactory, RecurringActivityFactory, SessionFactory, SignUpFactory

RARE = ["㛃文静", "𬭎志强"]
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ["建国", "雅芳", "子涵", "志远", "丽华", "俊杰", "晓梅", "文博", "慧敏", "国强", "佳怡", "宏伟"]
PRESENT, ABSENT = SignUp.Attendance.PRESENT, SignUp.Attendance.ABSENT


def evening(
    *, people: int = 3, came: int | None = None, title: str = "八段锦练习", days_ago: int = 2, **fields
) -> Session:
    """Return a date of an activity that is over, with so many who had a place; the first `came` of them were there."""
    activity = RecurringActivityFactory(
        title=title, description="<p>由有证书的老师带领。</p><p>请穿宽松的衣服。</p>", **fields
    )
    return date_of(activity, people=people, came=came, days_ago=days_ago)


def date_of(activity: RecurringActivity, *, people: int = 3, came: int | None = None, days_ago: int = 2) -> Session:
    offering = Offering.objects.of(activity).get()
    begins = timezone.now().replace(hour=4, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
    session = SessionFactory(offering=offering, starts_at=begins, capacity=max(people, 1), place="东院活动室")
    wards = [DepartmentFactory(name=f"{name}{session.pk}") for name in ("心血管内科", "急诊医学科", "骨伤科")]
    for number in range(people):
        name = [*RARE, *_names()][number]
        member = MemberFactory(name=name, pinyin=f"p{number:03}", department=wards[number % 3])
        was_there = came is None or number < came
        SignUpFactory(
            session=session, member=member, attendance=PRESENT if was_there else ABSENT, attendance_at=timezone.now()
        )
    return Session.objects.select_related("offering", "venue").get(pk=session.pk)


def _names():
    return [family + given for given in GIVEN for family in FAMILY]


def photo(number: int = 1, *, size: tuple[int, int] = (640, 480), name: str = "", **options) -> SimpleUploadedFile:
    """Return a photograph unlike the others, as a telephone sends it."""
    picture = Image.new("RGB", size, (40 + number * 37 % 200, 90 + number * 61 % 150, 120))
    ImageDraw.Draw(picture).ellipse((number % 90, 40, 200 + number % 90, 240), fill="#f4d35e")
    content = io.BytesIO()
    picture.save(content, "JPEG", **options)
    return SimpleUploadedFile(name or f"IMG_{number:04}.jpg", content.getvalue(), "image/jpeg")


def made(session: Session, by) -> ActivityFile:
    """Ask for the file of a date and make it, as the worker does."""
    return made_of(Subject.of_session(session), by)


def made_of(subject: Subject, by) -> ActivityFile:
    file = ask_for(subject, by)
    make(file.pk)
    file.refresh_from_db()
    return file


def address(session: Session, page: str = "") -> str:
    return f"/sessions/{session.pk}/list/file/{page}"


def stored(folder: str) -> int:
    path = Path(django_settings.VAR_DIR) / "activity_files" / folder
    return len(list(path.iterdir())) if path.exists() else 0
