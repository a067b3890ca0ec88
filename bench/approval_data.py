"""A site with submissions that wait, made by the real verbs, and a long record, made as the real verb would."""

import secrets
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from approval.models import Act, ApprovalRecord, RecordWords
from approval.models.record import ChainHead
from home.actions import set_up_site
from honours.models import Honour, HonourRecipient
from news.models import NewsCategory, NewsIndexPage, NewsPage
from people.actions import grant_role
from people.models import Member, Role

OFFICERS = 20
MONTHS = 24
BATCH = 1000
# Far from what the real submissions of the same database get.
FIRST_INVENTED_ID = 10_000_000
PARAGRAPH = "<p>本周三下午五点半，工会在东院区活动室举办职工健步走动员会，各科室工会小组长参加，带好水杯和运动鞋。</p>"
# A course of events, as often as not with a remark and a second try.
STRAIGHT = [Act.SUBMITTED, Act.APPROVED, Act.PUBLISHED]
ROUNDABOUT = [Act.SUBMITTED, Act.SENT_BACK, *STRAIGHT]


def make_cast_and_site() -> None:
    """The officers, the chair (C001), a deputy chair (C002) and the pages of the rooms."""
    for number in range(OFFICERS):
        _member(f"O{number:03}", f"宣传干事{number}", Role.PUBLICITY_OFFICER)
    _member("C001", "孙立", Role.CHAIR)
    _member("C002", "李平", Role.DEPUTY_CHAIR)
    set_up_site("http://localhost", blocks=[])


def _member(number: str, name: str, role: Role) -> None:
    member = Member.objects.create_user(number, name=name, email=f"{number}@example.org")
    grant_role(member, role, by=None)


def chair() -> Member:
    return Member.objects.get(employee_number="C001")


def submit_one(number: int) -> None:
    """Write and submit one draft as an officer does: four articles to one honour."""
    officer = Member.objects.get(employee_number=f"O{number % OFFICERS:03}")
    draft = _honour(number) if number % 5 == 4 else _article(number, officer)
    draft.save_revision(user=officer)
    draft.get_workflow().start(draft, officer)


def _article(number: int, officer: Member) -> NewsPage:
    page = NewsPage(
        title=f"职工健步走第{number}期",
        slug=f"walk-{number}",
        summary="周三下午五点半，东院活动室见。",
        category=NewsCategory.objects.first(),
        owner=officer,
        live=False,
        body=[("text", PARAGRAPH * 20)],
    )
    return NewsIndexPage.objects.get().add_child(instance=page)


def _honour(number: int) -> Honour:
    honour = Honour(
        title=f"市级五一奖状{number}", awarding_body="示范市总工会", level="municipal", date=date(2026, 4, 28)
    )
    honour.citation = "在平凡的岗位上做出不平凡的成绩。"
    honour.recipients = [HonourRecipient(name="急诊护理组")]
    honour.save()
    return honour


def write_records(count: int) -> None:
    """Add `count` records of the last two years to the chain in bulk, each hashed and linked as `record()` does it.

    The guards of the database look at every one of them.
    """
    head = ChainHead.objects.get()
    officers = list(Member.objects.filter(employee_number__startswith="O").order_by("pk"))
    boss = chair()
    began = timezone.now() - timedelta(days=30 * MONTHS)
    step = timedelta(days=30 * MONTHS) / count
    number, digest, rows = head.number, head.digest, []
    course, submission, place = STRAIGHT, 0, 0
    for made in range(count):
        if place == len(course):
            submission, place = submission + 1, 0
            course = ROUNDABOUT if submission % 4 == 0 else STRAIGHT
        act, number, place = course[place], number + 1, place + 1
        actor = officers[submission % OFFICERS] if act == Act.SUBMITTED else boss
        words = RecordWords(
            salt=secrets.token_hex(32),
            title=f"职工健步走往期{submission}",
            remark="请补充集合时间" if act == Act.SENT_BACK else "",
            actor_name=actor.name,
            text=PARAGRAPH * 20 if act == Act.SUBMITTED else "",
        )
        row = ApprovalRecord(
            number=number,
            act=act,
            at=began + made * step,
            actor_id=actor.pk,
            actor_number=actor.employee_number,
            kind="honours.honour" if submission % 5 == 4 else "news.newspage",
            thing_id=str(FIRST_INVENTED_ID + submission),
            submission=FIRST_INVENTED_ID + submission,
            sheet=f"2025-{submission:05}" if act == Act.SUBMITTED else "",
            stage="" if act == Act.PUBLISHED else "终审",
            revision=FIRST_INVENTED_ID + submission,
            content_hash=secrets.token_hex(32),
            files_hash=secrets.token_hex(32),
            names_hash=secrets.token_hex(32),
            words_digest=words.computed_digest(),
            previous_digest=digest,
        )
        row.digest = digest = row.computed_digest()
        words.record = row
        rows.append((row, words))
        if len(rows) == BATCH or made == count - 1:
            _add(rows)
            rows = []


@transaction.atomic
def _add(rows: list[tuple[ApprovalRecord, RecordWords]]) -> None:
    """Add a batch of records and move the end of the chain behind it, by one record at a time, as it must be.

    In batches, since each move within a transaction leaves an old end of the chain that the next has to step over.
    """
    ApprovalRecord.objects.bulk_create([row for row, _words in rows])
    RecordWords.objects.bulk_create([words for _row, words in rows])
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DO $$ DECLARE r record; BEGIN
                FOR r IN SELECT a.number, a.digest FROM approval_approvalrecord a, approval_chainhead h
                    WHERE a.number > h.number ORDER BY a.number LOOP
                    UPDATE approval_chainhead SET number = r.number, digest = r.digest;
                END LOOP;
            END $$
            """
        )
