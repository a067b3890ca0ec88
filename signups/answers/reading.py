"""Answers as people read them: one attempt as lines, all of a date as a table with its summaries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..models import Answers, Attachment, Consent, Session, SignUp
from ..telling import parties
from . import questions as kinds
from .masking import in_words
from .questions import questions_of


@dataclass(frozen=True)
class Line:
    """What was answered to one question. `text` is empty where nothing was; a file and a consent come by themselves."""

    key: str
    kind: str
    label: str
    text: str = ""
    attachment: Attachment | None = None
    consent: Consent | None = None

    @property
    def in_words(self) -> str:
        """The same as text alone, for a cell of a workbook."""
        if self.attachment:
            return self.attachment.name
        if self.consent:
            return _("agreed %(moment)s") % {"moment": _moment(self.consent.agreed_at)}
        return self.text


def _moment(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def lines_of(answers: Answers, *, masked: bool = True) -> list[Line]:
    """Return what was answered, question by question, as they stood then; sealed answers in part, or in full."""
    values = answers.values
    files = {each.key: each for each in answers.attachments.all()}
    consents = {each.key: each for each in answers.consents.all() if each.withdrawn_at is None}
    unreadable = answers.cannot_be_opened
    return [
        Line(
            **asked,
            text=_("cannot be read any more")
            if unreadable and asked["kind"] in kinds.SEALED_KINDS
            else in_words(asked["kind"], values.get(asked["key"]), masked=masked),
            attachment=files.get(asked["key"]),
            consent=consents.get(asked["key"]),
        )
        for asked in answers.asked
    ]


def names_of(sign_ups: Iterable[SignUp]) -> str:
    return "、".join(each.person_name for each in sign_ups)


@dataclass(frozen=True)
class Row:
    """One attempt: who comes, and a line for each column."""

    sign_ups: list[SignUp]
    answers: Answers | None
    lines: list[Line]

    @property
    def names(self) -> str:
        """Who comes; a child alone with whose it is."""
        names = names_of(self.sign_ups)
        with_parent = all(each.dependant_id for each in self.sign_ups)
        return f"{names}（{self.first.member.name}）" if with_parent else names

    @property
    def first(self) -> SignUp:
        return self.sign_ups[0]

    @property
    def has_sealed(self) -> bool:
        return bool(self.answers and self.answers.sealed)


@dataclass
class Summary:
    """What all said to one question: `counts` [(option, people)] of a choice, `least`, `most`, `total` of a number."""

    label: str
    answered: int
    counts: list[tuple[str, int]] = field(default_factory=list)
    least: int | None = None
    most: int | None = None
    total: int | None = None


class Table:
    """The answers of all who hold a place on one date, wait for one or are to be decided on. A constant number of
    queries; `masked` as in `lines_of`.
    """

    def __init__(self, session: Session, *, masked: bool = True):
        self.session, self.masked = session, masked
        sign_ups = SignUp.objects.live().filter(session=session).with_people().order_by("member__pinyin", "pk")
        self.attempts = parties(sign_ups)
        found = Answers.objects.of_session(session).with_everything()
        self._answers = {each.sign_up.party or each.sign_up_id: each for each in found}

    @cached_property
    def columns(self) -> list[dict]:
        """The questions as they are asked now, then those that only earlier answers were given to."""
        columns = {each.key: each.asked for each in questions_of(self.session.offering)}
        for attempt in self.attempts:
            answers = self._of(attempt)
            for asked in answers.asked if answers else []:
                columns.setdefault(asked["key"], asked)
        return list(columns.values())

    def _of(self, attempt: list[SignUp]) -> Answers | None:
        return self._answers.get(attempt[0].party or attempt[0].pk)

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(attempt) for attempt in self.attempts]

    def _row(self, attempt: list[SignUp]) -> Row:
        answers = self._of(attempt)
        said = {line.key: line for line in lines_of(answers, masked=self.masked)} if answers else {}
        return Row(attempt, answers, [said.get(column["key"], Line(**column)) for column in self.columns])

    @property
    def by_question(self) -> list[tuple["Summary", list[tuple[Row, Line]]]]:
        """Each question with what all said to it."""
        answered = [row for row in self.rows if row.answers]
        return [
            (summary, [(row, row.lines[number]) for row in answered]) for number, summary in enumerate(self.summaries)
        ]

    @property
    def missing(self) -> list[Row]:
        """Those who have answered nothing yet: somebody else has signed them up."""
        return [row for row in self.rows if row.answers is None]

    @property
    def has_sealed(self) -> bool:
        return any(column["kind"] in kinds.SEALED_KINDS for column in self.columns)

    @property
    def people(self) -> int:
        return sum(len(attempt) for attempt in self.attempts)

    @cached_property
    def summaries(self) -> list[Summary]:
        options = {each.key: each.options for each in questions_of(self.session.offering)}
        return [
            self._summary(number, column, options.get(column["key"], [])) for number, column in enumerate(self.columns)
        ]

    def _summary(self, number: int, column: dict, options: list[str]) -> Summary:
        answered = sum(bool(row.lines[number].in_words) for row in self.rows)
        summary = Summary(column["label"], answered)
        values = [row.answers.plain.get(column["key"]) for row in self.rows if row.answers]
        values = [value for value in values if value is not None]
        if column["kind"] in kinds.CHOSEN_KINDS:
            counted = Counter(each for value in values for each in (value if isinstance(value, list) else [value]))
            # In the order in which they were offered; what is offered no more comes last.
            summary.counts = [(option, counted.pop(option, 0)) for option in options] + sorted(counted.items())
        elif column["kind"] == kinds.NUMBER and values:
            summary.least, summary.most, summary.total = min(values), max(values), sum(values)
        return summary
