"""A question as the forms, the lists and the approvers read it, whatever block it was written in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

SHORT_TEXT, LONG_TEXT, NUMBER, CHOICE, CHOICES, DATE = "short_text", "long_text", "number", "choice", "choices", "date"
MOBILE, FILE, RESIDENT_ID, CONSENT, PICK_UP = "mobile", "file", "resident_id", "consent", "pick_up"

# Stored sealed, and shown in part until somebody asks for more and is noted.
SEALED_KINDS = {MOBILE, RESIDENT_ID, PICK_UP}
# Counted in a summary.
CHOSEN_KINDS = {CHOICE, CHOICES}
# Kept in rows of their own, not among the values.
APART_KINDS = {FILE, CONSENT}

GUARDIAN, SAFETY, OTHER = "guardian", "safety", "other"
CONSENTS = [
    (GUARDIAN, gettext_lazy("guardian's consent")),
    (SAFETY, gettext_lazy("safety undertaking")),
    (OTHER, gettext_lazy("another consent")),
]

PICTURE, PDF, WORD = "picture", "pdf", "word"
FILE_KINDS = [
    (PICTURE, gettext_lazy("pictures (JPEG, PNG)")),
    (PDF, gettext_lazy("PDF")),
    (WORD, gettext_lazy("Word (.docx)")),
]
SUFFIXES = {PICTURE: ["jpg", "jpeg", "png"], PDF: ["pdf"], WORD: ["docx"]}


@dataclass(frozen=True)
class Question:
    """`key` stays the same however the question is worded; `more` is what its kind has beside the common parts."""

    key: str
    kind: str
    label: str
    help: str = ""
    required: bool = True
    more: dict = field(default_factory=dict)

    @property
    def field_name(self) -> str:
        return f"q_{self.key}"

    @property
    def is_sealed(self) -> bool:
        return self.kind in SEALED_KINDS

    @property
    def is_consent(self) -> bool:
        return self.kind == CONSENT

    @property
    def is_about_a_child(self) -> bool:
        """Whether only those answer it who come with a dependant."""
        return self.kind == PICK_UP or (self.kind == CONSENT and self.more["purpose"] == GUARDIAN)

    @property
    def options(self) -> list[str]:
        return list(self.more.get("options", []))

    @property
    def suffixes(self) -> list[str]:
        return [suffix for kind in self.more["kinds"] for suffix in SUFFIXES[kind]]

    @property
    def asked(self) -> dict:
        """What is kept of it with an answer, which outlives the question."""
        return {"key": self.key, "kind": self.kind, "label": self.label}

    @property
    def in_words(self) -> str:
        """The question in one line, as those read it who approve that it is asked."""
        from_kind = WORDINGS[self.kind](self.more)
        about = [str(from_kind), _("required") if self.required else _("voluntary")]
        if self.is_sealed:
            about.append(_("stored sealed"))
        said = _("%(label)s (%(about)s)") % {"label": self.label, "about": _("; ").join(about)}
        rest = [self.help, self.more.get("text") or ""]
        return "\n".join(part for part in (said, *rest) if part)


def questions_of(terms) -> list[Question]:
    """Return the questions of terms, such as an offering's, in order."""
    return [question_of(child) for child in terms.questions]


def question_of(child) -> Question:
    common = {"label", "help", "required"}
    value = child.value
    return Question(
        key=child.id or "",
        kind=child.block_type,
        label=value["label"] or "",
        help=value.get("help") or "",
        required=bool(value.get("required")),
        more={name: _plain(each) for name, each in value.items() if name not in common},
    )


def _plain(value):
    """A list of a block becomes a list."""
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def in_words(terms) -> str:
    """Return all questions of terms as numbered lines; "" for none."""
    return "\n".join(f"{number}. {each.in_words}" for number, each in enumerate(questions_of(terms), start=1))


def _number(more: dict) -> str:
    least, most = more.get("least"), more.get("most")
    if least is not None and most is not None:
        return _("number from %(least)d to %(most)d") % {"least": least, "most": most}
    if least is not None:
        return _("number, at least %(least)d") % {"least": least}
    if most is not None:
        return _("number, at most %(most)d") % {"most": most}
    return pgettext("kind of answer", "number")


def _file(more: dict) -> str:
    names = dict(FILE_KINDS)
    kinds = "、".join(str(names[kind]) for kind in more["kinds"] or [])
    return _("file: %(kinds)s, up to %(size)d MB") % {"kinds": kinds, "size": more["megabytes"] or 0}


def _pick_up(more: dict) -> str:
    count = more["people"] or 0
    return ngettext(
        "who picks the child up: %(count)d person", "who picks the child up: up to %(count)d people", count
    ) % {"count": count}


# A draft may hold half of a question; its words do without what is missing.
WORDINGS = {
    SHORT_TEXT: lambda more: _("short text"),
    LONG_TEXT: lambda more: _("long text"),
    NUMBER: _number,
    CHOICE: lambda more: _("one of: %(options)s") % {"options": "、".join(filter(None, more["options"]))},
    CHOICES: lambda more: _("any of: %(options)s") % {"options": "、".join(filter(None, more["options"]))},
    DATE: lambda more: _("date"),
    MOBILE: lambda more: _("mobile number"),
    FILE: _file,
    RESIDENT_ID: lambda more: _("resident ID number, for: %(purpose)s") % {"purpose": more["purpose"]},
    CONSENT: lambda more: dict(CONSENTS).get(more["purpose"], ""),
    PICK_UP: _pick_up,
}
