"""What tests of budgets begin with: a club with its leader, those who decide, and a budget of this year."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import count
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from activities.budget.actions import allocate, approve, ask, attach, book, present
from activities.budget.files import check_receipt
from activities.models import Budget, ClubPage, Entry, Expense, Receipt
from people.models import Body, Member, PostHeld
from tests.factories import ClubPageFactory, MemberFactory

YEAR = 2026
ASKED = {"purpose": "训练用球", "amount": "１２．５", "category": "equipment", "payee": "晨光体育用品店"}
_numbers = count(1)


def a_pdf(name: str = "发票.pdf", words: str = "") -> SimpleUploadedFile:
    """A PDF that no other test has, unless it gives the `words`."""
    content = f"%PDF-1.4\n%{words or next(_numbers)}\n%%EOF\n".encode()
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def an_ofd(name: str = "发票.ofd", *parts: str) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in parts or ("OFD.xml",):
            archive.writestr(part, f"<a>{next(_numbers)}</a>")
    return SimpleUploadedFile(name, packed.getvalue())


def make_auditor(**fields) -> Member:
    member = MemberFactory(**fields)
    audit = Body.objects.get(kind=Body.Kind.AUDIT)
    PostHeld.objects.create(body=audit, post=PostHeld.Post.COMMITTEE_MEMBER, member=member, starts_on=date(2025, 1, 1))
    return member


@dataclass
class Spending:
    """A club's money in a test. Its verbs are called by whom they are meant for."""

    club: ClubPage
    leader: Member
    chair: Member
    deputy: Member

    @cached_property
    def auditor(self) -> Member:
        return make_auditor(name="经审委员")

    @property
    def budget(self) -> Budget:
        return Budget.objects.select_related("club").get(club=self.club, year=YEAR)

    @property
    def totals(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Allocated, reserved, spent, remaining."""
        budget = self.budget
        return budget.allocated, budget.reserved, budget.spent, budget.remaining

    def asked(self, amount="100", **more) -> Expense:
        said = {"purpose": "训练用球", "category": "equipment", "payee": "晨光体育用品店", "by": self.leader, **more}
        return ask(self.budget, amount=Decimal(amount), **said)

    def approved(self, amount="100", **more) -> Expense:
        return approve(self.asked(amount, **more), by=self.chair)

    def receipt(self, expense: Expense, upload=None) -> Receipt:
        return attach(expense, check_receipt(upload or a_pdf()), by=self.leader)

    def presented(self, amount="100", *, spent=None, **more) -> Expense:
        expense = self.approved(amount, **more)
        self.receipt(expense)
        return present(expense, by=self.leader, amount=Decimal(spent or amount))

    def booked(self, amount="100", *, spent=None, **more) -> Entry:
        return book(self.presented(amount, spent=spent, **more), by=self.chair)


def make_spending(amount="1000", **club) -> Spending:
    leader = MemberFactory(name="社长")
    made = Spending(
        ClubPageFactory(led_by=[leader], **club),
        leader,
        MemberFactory(name="主席", chair=True),
        MemberFactory(name="副主席", deputy=True),
    )
    if amount:
        allocate(made.club, YEAR, Decimal(amount), by=made.chair, reason="工会委员会第三次会议决定")
    return made


def asking(**said) -> dict:
    return {**ASKED, "attempt": str(uuid4()), **said}


def as_member(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def post(member: Member, name: str, *args, data=None, **more):
    return as_member(member).post(reverse(name, args=args), {**(data or {}), **more})
