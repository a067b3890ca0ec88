"""Of one person a row of each kind, with words that nobody else has."""

import hashlib
import json
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
from wagtail.models import UploadedFile

from activities.models import ClubMembership
from approval.models import Deputyship
from cms.models import UnionDocument
from home.models import CalendarFeed
from news.importing import Manuscript
from news.manuscript_json import to_json
from news.models import KeptManuscript, ManuscriptImport
from notices.models import Delivery, Event, Notice, Preferences, WorkAccount
from people.models import (
    Body,
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
)
from publications.actions.objecting import object_to
from signups.models import AttendanceMark, Session, Strike, SwapOffer, Token
from tests.factories import DocumentFactory, SessionFactory, SignUpFactory
from tests.signups.asking import answered, ask, name_of, pdf

from .person import Cast, Person, days


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
        self._objection()

    def _keep(self, name: str, row, mark: str = "", *words: str) -> None:
        self.person.rows[name] = row
        if mark:
            self.person.marks.setdefault(mark, []).extend(words)

    def _objection(self) -> None:
        objection = object_to(self.cast.publication, self.member, f"异议{self.person.sign}")
        self._keep("objection", objection, "objection", f"异议{self.person.sign}")

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
