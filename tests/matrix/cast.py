"""Who asks, and whose records are asked for: a person for each role, two others, and of each a row of every kind.

What stands in these rows is found again wherever it appears (`MARKS`): each of them has words that nobody else has.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData
from wagtail.models import Page, UploadedFile

from activities.models import ClubIndexPage, ClubMembership
from approval.models import Deputyship
from cms.models import UnionDocument
from home.models import CalendarFeed
from news.importing import Manuscript
from news.manuscript_json import to_json
from news.models import KeptManuscript, ManuscriptImport
from notices.models import Delivery, Event, Notice, Preferences, WorkAccount
from people.actions import grant_role
from people.models import (
    Body,
    Branch,
    Correction,
    Dependant,
    FormerNumber,
    Look,
    Member,
    MembershipApplication,
    MembershipChange,
    PostHeld,
    Role,
    RoleGrant,
    RosterImport,
    RosterRow,
    SecondFactorRemoval,
    SignInCode,
    UnionGroup,
)
from signups.models import AttendanceMark, Offering, Session, Strike, SwapOffer, Token
from tests.factories import ClubPageFactory, DocumentFactory, RecurringActivityFactory, SessionFactory, SignUpFactory
from tests.signups.asking import answered, ask, name_of, pdf

from .roles import Who

ROLES = {
    Who.OFFICER: Role.PUBLICITY_OFFICER,
    Who.DEPUTY: Role.DEPUTY_CHAIR,
    Who.CHAIR: Role.CHAIR,
    Who.LIBRARIAN: Role.LIBRARIAN,
    Who.ADMINISTRATOR: Role.ADMINISTRATOR,
}
# One for each person, in no other word of the site.
SIGNS = "犇猋骉羴鱻麤龘靐齉爨龖灪癵籱鱺麣驫厵"


@dataclass
class Person:
    """One of the cast. `marks` says of each kind of mark the words that are this person's; `rows` the rows."""

    member: Member
    sign: str
    marks: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.member.pk


def days(day: date) -> list[str]:
    """Return how a page may write a day."""
    return [f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}"]


def make_person(number: int, group: UnionGroup, who: Who | None = None) -> Person:
    sign = SIGNS[number]
    birthday = date(1963, 1 + number % 12, 10 + number)
    member = Member.objects.create_user(
        f"QX7{number:02}041",
        name=f"阚{sign}鑫",
        email=f"private{number:02}@matrix.example",
        mobile=f"1587{number:02}60417",
        birthday=birthday,
        union_group=group,
        staff_status=Member.StaffStatus.RETIRED if who == Who.RETIRED else Member.StaffStatus.ACTIVE,
        is_superuser=who == Who.SUPERUSER,
    )
    if who in ROLES:
        grant_role(member, ROLES[who], by=None)
    person = Person(member, sign)
    person.marks["name"] = [member.name, member.employee_number]
    person.marks["private data"] = [member.mobile, member.email, *days(birthday)]
    return person


@dataclass
class Cast:
    """`askers` by role; `colleague` is of their union group, `stranger` of another one."""

    askers: dict[Who, Person]
    colleague: Person
    stranger: Person
    clerk: Person
    bystanders: dict[int, Person]
    group: UnionGroup
    # A date of the club that one of them leads.
    date: int = 0
    # Whose each row was that stood there before anybody asked, by model and key.
    owners: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def people(self) -> list[Person]:
        return [*self.askers.values(), self.colleague, self.stranger, self.clerk, *self.bystanders.values()]


def make_cast(home: Page) -> Cast:
    group, other = _group("护理", "nurses"), _group("药剂", "chemists")
    askers = {
        who: make_person(number, group, who) for number, who in enumerate(who for who in Who if who != Who.VISITOR)
    }
    first = len(askers)
    colleague, near = (make_person(first + number, group) for number in range(2))
    stranger, far = (make_person(first + 2 + number, other) for number in range(2))
    clerk = make_person(first + 4, other)
    cast = Cast(askers, colleague, stranger, clerk, {group.pk: near, other.pk: far}, group)
    UnionGroup.objects.filter(pk=group.pk).update(leader=askers[Who.GROUP_LEADER].member)
    Branch.objects.filter(pk=group.branch_id).update(chair=askers[Who.BRANCH_CHAIR].member)
    club = _make_club(home, askers[Who.CLUB_LEADER].member)
    date = _make_date(club)
    cast.date = date.pk
    for number, person in enumerate([*askers.values(), colleague, stranger]):
        Belongings(cast, person, number, club, date).make()
    _tell_both(clerk, colleague, stranger)
    # Whoever sends, looks or leads a club is named to those whom it concerns.
    for person in (clerk, near, far, askers[Who.CLUB_LEADER]):
        person.marks.pop("name")
    leaver = askers[Who.LEAVER].member
    Member.objects.filter(pk=leaver.pk).update(is_active=False, staff_status=Member.StaffStatus.LEFT)
    return cast


def _tell_both(clerk: Person, *told: Person) -> None:
    """Something that two groups were told: each leader sees the own group."""
    event = Event.objects.create(key="matrix.both", sender=clerk.member, asks_receipt=True, subject="节前慰问")
    for person in told:
        Notice.objects.create(
            recipient=person.member,
            kind="approval.decided",
            dedupe_key=event.key,
            subject=event.subject,
            event=event,
        )


def _group(name: str, slug: str) -> UnionGroup:
    branch = Branch.objects.create(name=f"{name}分会", slug=slug)
    return UnionGroup.objects.create(name=f"{name}工会小组", slug=slug, branch=branch)


def _make_club(home: Page, leader: Member):
    clubs = home.add_child(instance=ClubIndexPage(title="俱乐部", slug="clubs"))
    return ClubPageFactory(parent=clubs, led_by=[leader])


def _make_date(club) -> Session:
    activity = RecurringActivityFactory(club=club, title="俱乐部训练")
    offering = Offering.objects.of(activity).get()
    offering.sessions.all().delete()
    Offering.objects.filter(pk=offering.pk).update(mode="approval", absences_count=True)
    return SessionFactory(offering=Offering.objects.get(pk=offering.pk), capacity=100)


def credential(number: int) -> dict:
    """Return what a browser hands over when a device is enrolled; the same each time for a number."""
    public_key = ES256.from_cryptography_key(ec.derive_private_key(number + 1, ec.SECP256R1()).public_key())
    key_id = f"{number:016}".encode()
    enrolled = AttestedCredentialData.create(Aaguid.NONE, key_id, public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    said = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, bytes(enrolled))
    asked = {"type": "webauthn.create", "challenge": "AA", "origin": "https://testserver"}
    response = {
        "clientDataJSON": websafe_encode(json.dumps(asked).encode()),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", said, {}))),
    }
    name = websafe_encode(key_id)
    return {"id": name, "rawId": name, "type": "public-key", "response": response}


class Belongings:
    """Makes a row of each kind about one person, and notes by what words each is known again."""

    def __init__(self, cast: Cast, person: Person, number: int, club, date: Session):
        self.cast, self.person, self.member = cast, person, person.member
        self.number, self.club, self.date = number, club, date

    def make(self) -> None:
        self._notices()
        self._sign_in()
        self._records()
        self._union()
        self._work()
        self._dates()
        self._answers()

    def _keep(self, name: str, row, mark: str = "", *words: str) -> None:
        self.person.rows[name] = row
        if mark:
            self.person.marks.setdefault(mark, []).extend(words)

    def _day(self, year: int) -> date:
        return date(year, 1 + self.number % 12, 11 + self.number)

    def _notices(self) -> None:
        clerk, sign = self.cast.clerk.member, self.person.sign
        near = self.cast.bystanders[self.member.union_group_id].member
        told = Event.objects.create(
            key=f"matrix.told.{self.number}", sender=clerk, asks_receipt=True, subject=f"密函{sign}", body=f"内情{sign}"
        )
        notice = Notice.objects.create(
            recipient=self.member,
            kind="approval.decided",
            dedupe_key=told.key,
            subject=told.subject,
            body=told.body,
            event=told,
        )
        self._keep("told", told)
        self._keep("notice", notice, "notice", f"密函{sign}", f"内情{sign}")
        delivery = Delivery.objects.create(
            notice=notice, channel="mail", state=Delivery.State.FAILED, why=f"退信{sign}", attempts=3
        )
        self._keep("delivery", delivery, "delivery", f"退信{sign}")
        sent = Event.objects.create(
            key=f"matrix.sent.{self.number}",
            sender=self.member,
            asks_receipt=True,
            subject=f"通告{sign}",
            body=f"细节{sign}",
        )
        Notice.objects.create(
            recipient=near, kind="approval.decided", dedupe_key=sent.key, subject=sent.subject, event=sent
        )
        self._keep("sent", sent, "sent", f"通告{sign}", f"细节{sign}")
        self._keep("preferences", Preferences.objects.create(member=self.member, way="inbox"))
        account = WorkAccount.objects.create(member=self.member, channel="wecom", account=f"wecom-{self.number:02}-own")
        self._keep("work account", account, "work account", account.account)

    def _sign_in(self) -> None:
        now, ends = timezone.now(), self._day(2091)
        code = SignInCode.objects.create(
            member=self.member,
            digest=f"{self.number:064}",
            issued_by=self.cast.clerk.member,
            issued_at=now,
            expires_at=datetime(ends.year, ends.month, ends.day, 4, tzinfo=UTC),
        )
        self._keep("code", code, "code", *days(ends))
        removal = SecondFactorRemoval.objects.create(
            member=self.member, removed_by=self.cast.clerk.member, reason=f"遗失{self.person.sign}"
        )
        self._keep("removal", removal, "removal", f"遗失{self.person.sign}")
        device = {"name": f"手机{self.number}", "credential": credential(self.number)}
        kind = Authenticator.Type.WEBAUTHN
        self._keep("device", Authenticator.objects.create(user=self.member, type=kind, data=device))
        session = SessionStore()
        session["_auth_user_id"] = str(self.member.pk)
        session.create()
        address = f"203.0.113.{100 + self.number}"
        row = UserSession.objects.create(
            user=self.member, session_key=session.session_key, ip=address, user_agent="Firefox", data={}
        )
        self._keep("session", row, "session", address)

    def _records(self) -> None:
        clerk, sign = self.cast.clerk.member, self.person.sign
        former = FormerNumber.objects.create(member=self.member, number=f"LP8{self.number:02}77")
        self._keep("former number", former, "former number", former.number)
        old = f"1399{self.number:02}13579"
        correction = Correction.objects.create(member=self.member, field="mobile", old=old, new=self.member.mobile)
        self._keep("correction", correction, "correction", old)
        born = self._day(2019)
        child = Dependant.objects.create(
            member=self.member, name=f"孩{sign}", relation=Dependant.Relation.CHILD, gender="f", birthday=born
        )
        self._keep("dependant", child, "dependant", child.name, *days(born))
        ended = self._day(2002)
        noon = datetime(ended.year, ended.month, ended.day, 4, tzinfo=UTC)
        grant = RoleGrant.objects.create(
            member=self.member,
            role=Role.LIBRARIAN,
            starts_at=noon - timedelta(days=400),
            ends_at=noon,
            granted_by=clerk,
        )
        self._keep("role", grant, "role", *days(ended))
        seen = self._day(2004)
        look = Look.objects.create(
            viewer=clerk,
            member=self.member,
            subject="people.member",
            hour=datetime(seen.year, seen.month, seen.day, 4, tzinfo=UTC),
        )
        self._keep("look", look, "look", *days(seen))
        roster = RosterImport.objects.create(
            file_name=f"花名册{sign}.xlsx", uploaded_by=clerk, state=RosterImport.State.COMPARED, counts={"changed": 1}
        )
        RosterRow.objects.create(
            roster=roster,
            number=2,
            outcome=RosterRow.Outcome.CHANGED,
            employee_number=self.member.employee_number,
            name=self.member.name,
            member=self.member,
            changes={"title": ["", f"护师{sign}"]},
        )
        self._keep("roster", roster, "roster", f"护师{sign}")

    def _union(self) -> None:
        sign = self.person.sign
        application = MembershipApplication.objects.create(member=self.member, note=f"入会{sign}")
        self._keep("application", application, "application", f"入会{sign}")
        change = MembershipChange.objects.create(
            member=self.member,
            act=MembershipChange.Act.MOVED_IN,
            before=Member.MembershipStatus.NONE,
            after=Member.MembershipStatus.ENROLLED,
            on=self._day(2006),
            union=f"外会{sign}",
        )
        self._keep("change", change, "change of membership", f"外会{sign}")
        begun = self._day(2007)
        post = PostHeld.objects.create(
            body=Body.objects.get(kind=Body.Kind.COMMITTEE),
            post=PostHeld.Post.COMMITTEE_MEMBER,
            member=self.member,
            starts_on=begun,
        )
        self._keep("post", post, "post", *days(begun))
        self._keep("calendar", CalendarFeed.objects.create(member=self.member, key=f"{self.number:022}"))

    def _dates(self) -> None:
        sign = self.person.sign
        row = SignUpFactory(session=self.date, member=self.member, waiting=True, note=f"留言{sign}")
        self._keep("sign-up", row, "sign-up", f"留言{sign}")
        self._keep("swap", SwapOffer.objects.create(sign_up=row))
        strike = Strike.objects.create(
            sign_up=row,
            member=self.member,
            cause=Strike.Cause.NO_SHOW,
            expires_on=self._day(2092),
            waived_at=timezone.now(),
            waiver_reason=f"免记{sign}",
        )
        self._keep("strike", strike, "strike", f"免记{sign}")
        now = timezone.now()
        AttendanceMark.objects.create(sign_up=row, attendance="absent", way="list", by=self.cast.clerk.member, at=now)
        Token.objects.create(
            purpose=Token.Purpose.CHECK_IN,
            session=self.date,
            member=self.member,
            digest=f"{self.number:064}",
            expires_at=now + timedelta(days=9),
        )

    def _answers(self) -> None:
        """A date of their own, with answers of every kind of keeping: open, sealed, agreed to and attached."""
        sign = self.person.sign
        asked = [
            ask("short_text", "称呼"),
            ask("mobile", "紧急电话"),
            ask("consent", "承诺书", purpose="safety", text="注意安全"),
            ask("file", "证明", kinds=["pdf"], megabytes=1),
            ask("pick_up", "谁来接", people=1, required=False),
        ]
        [sign_up] = [SignUpFactory(member=self.member, session=SessionFactory(questions=asked, company="may_bring"))]
        emergency = f"1398{self.number:02}24680"
        data = {name_of(asked[0]): f"答复{sign}", name_of(asked[1]): emergency, name_of(asked[2]): "on"}
        answers = answered([sign_up], data, {name_of(asked[3]): pdf(f"附件{sign}.pdf")})
        words = [f"答复{sign}", emergency, f"附件{sign}"]
        self._keep("answers", answers, "answers", *words)
        self._keep("attachment", answers.attachments.get())
        self._keep("date", sign_up.session)

    def _work(self) -> None:
        near = self.cast.bystanders[self.member.union_group_id].member
        first = self._day(2003)
        deputyship = Deputyship.objects.create(
            principal=self.member, deputy=near, first_date=first, last_date=first, named_by=self.member
        )
        self._keep("deputyship", deputyship, "deputyship", *days(first))
        joined = self._day(2005)
        membership = ClubMembership.objects.create(club=self.club, member=self.member, joined_on=joined)
        self._keep("membership", membership, "membership", *days(joined))
        batch = ManuscriptImport.objects.create(owner=self.member, file_count=1)
        title = f"手稿{self.person.sign}"
        content = to_json(Manuscript(file_name=f"{title}.docx", title=title), keep=None)
        self._keep("import", batch, "import", title)
        self._keep("manuscript", KeptManuscript.objects.create(batch=batch, position=1, content=content))
        kind = ContentType.objects.get_for_model(UnionDocument)
        upload = UploadedFile.objects.create(
            for_content_type=kind,
            file=ContentFile(DocumentFactory.content, name=f"{self.number:02}-upload.pdf"),
            uploaded_by_user=self.member,
        )
        self._keep("upload", upload)
