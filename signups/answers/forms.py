from dataclasses import dataclass

from django import forms
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..models import Answers, Offering, SignUpTerms
from . import questions as kinds
from .fields import FIELDS, PARTS, people_in
from .files import CheckedFile, check_file, safe_name
from .masking import masked_id
from .questions import Question, questions_of

CHILD_COMES = {SignUpTerms.Company.DEPENDANT, SignUpTerms.Company.TOGETHER}


class AttachmentField(forms.FileField):
    """A file of the kinds that a question asks for; where one is kept already it need not be chosen again."""

    def __init__(self, question: Question, *, kept, **kwargs):
        self.question, self.kept = question, kept
        super().__init__(**{**kwargs, "required": kwargs["required"] and not kept})
        self.widget = forms.FileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in question.suffixes)})
        self.widget.is_required = self.required

    def clean(self, data, initial=None) -> CheckedFile | None:
        upload = super().clean(data, None)
        return check_file(upload, self.question) if upload else None


@dataclass(frozen=True)
class Group:
    """The fields of one question, for the template."""

    question: Question
    fields: list
    kept: object = None

    @property
    def is_several(self) -> bool:
        """Whether it needs a legend of its own over several fields or options."""
        return self.question.kind in (kinds.PICK_UP, kinds.CHOICE, kinds.CHOICES)

    @property
    def is_people(self) -> bool:
        return self.question.kind == kinds.PICK_UP

    @property
    def people(self) -> list[list]:
        """The fields of each who picks the child up."""
        return [self.fields[first : first + len(PARTS)] for first in range(0, len(self.fields), len(PARTS))]

    @property
    def hint(self):
        return hint_of(self.question)


def hint_of(question: Question):
    """The hint below a question, as HTML: what a resident ID number is asked for, and what the office wrote."""
    about = []
    if question.kind == kinds.RESIDENT_ID:
        about.append(_("What for: %(purpose)s. Stored sealed.") % {"purpose": question.more["purpose"]})
    about += [question.help] if question.help else []
    return escape(" ".join(about))


class AnswersForm(forms.Form):
    """The questions of an offering; no fields where there are none. `answers` are those that are changed."""

    def __init__(self, offering: Offering, data=None, files=None, *, answers: Answers | None = None, **kwargs):
        self.offering, self.answers = offering, answers
        self.questions = questions_of(offering)
        super().__init__(data, files, **kwargs)
        self._known = answers.values if answers else {}
        self._attached = {each.key: each for each in answers.attachments.all()} if answers else {}
        self._agreed = {}
        if answers:
            self._agreed = {each.key: each for each in answers.consents.all() if each.withdrawn_at is None}
        for question in self.questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        common = {"label": question.label, "required": self._is_required(question), "help_text": hint_of(question)}
        name = question.field_name
        if question.kind == kinds.FILE:
            self._add_file(question, common)
            return
        if question.is_consent:
            given = self._agreed.get(question.key)
            common["initial"] = given is not None and given.text == question.more["text"]
            text = mark_safe(linebreaks(question.more["text"], autoescape=True))
            common["help_text"] = format_html("{}{}", text, common["help_text"])
        else:
            common["initial"] = self._known.get(question.key)
        if question.kind == kinds.RESIDENT_ID and common["initial"]:
            kept = _("Kept: %(number)s. Leave this empty to keep it.") % {"number": masked_id(common["initial"])}
            common["help_text"] = format_html("{} {}", kept, common["help_text"])
        for ending, field in FIELDS[question.kind](question, **common).items():
            self.fields[name + ending] = field

    def _add_file(self, question: Question, common: dict) -> None:
        kept = self._attached.get(question.key)
        self.fields[question.field_name] = AttachmentField(question, kept=kept, **common)
        if kept and not common["required"]:
            label = _("Take “%(name)s” back") % {"name": kept.name}
            self.fields[f"{question.field_name}_remove"] = forms.BooleanField(label=label, required=False)

    def _is_required(self, question: Question) -> bool:
        """Who may bring a child or not says so beside this form: `keep` looks at it once it is known."""
        if question.is_about_a_child and self.offering.company not in CHILD_COMES:
            return False
        return question.required

    def clean(self):
        cleaned = super().clean()
        for question in self.questions:
            if question.kind == kinds.PICK_UP:
                try:
                    cleaned[question.field_name] = people_in(question, cleaned)
                except forms.ValidationError as error:
                    self._mark_person(question, error)
        return cleaned

    def _mark_person(self, question: Question, error) -> None:
        first = f"{question.field_name}_1_name"
        empty = next(
            (name for name in self.fields if name.startswith(f"{question.field_name}_") and self._half(question, name)),
            first,
        )
        self.add_error(empty, error)

    def _half(self, question: Question, name: str) -> bool:
        """Whether a field is the empty one of a person of whom something else was written."""
        person = name.rpartition("_")[0]
        others = [other for other in self.fields if other.startswith(f"{person}_")]
        said = {other: self.data.get(self.add_prefix(other), "") for other in others}
        return not said[name] and any(said.values()) and name not in self.errors

    def full_clean(self):
        super().full_clean()
        if not self.is_bound or not self.errors:
            return
        # A browser does not send a file a second time by itself.
        for question in self.questions:
            upload = self.files.get(self.add_prefix(question.field_name)) if question.kind == kinds.FILE else None
            if upload:
                again = _("Choose “%(name)s” again: nothing has been sent yet.") % {"name": safe_name(upload.name)}
                # The field as it is drawn has copied the hint already.
                hint = format_html("{} {}", again, hint_of(question))
                self.fields[question.field_name].help_text = self[question.field_name].help_text = hint

    @property
    def groups(self) -> list[Group]:
        """The questions in order, each with its fields."""
        found = []
        for question in self.questions:
            name = question.field_name
            own = [self[each] for each in self.fields if each == name or each.startswith(f"{name}_")]
            found.append(Group(question, own, self._attached.get(question.key)))
        return found

    # What a valid form says, by question.

    @property
    def said(self) -> dict:
        """Values by key, as JSON has them: days as text, people as a list. Files and consents are apart."""
        values = {}
        for question in self.questions:
            if question.kind not in kinds.APART_KINDS:
                value = self.cleaned_data.get(question.field_name)
                values[question.key] = value.isoformat() if hasattr(value, "isoformat") else value
        return values

    @property
    def attached(self) -> dict[str, CheckedFile]:
        asked = [question for question in self.questions if question.kind == kinds.FILE]
        found = {question.key: self.cleaned_data.get(question.field_name) for question in asked}
        return {key: file for key, file in found.items() if file}

    @property
    def taken_back(self) -> set[str]:
        """Keys of the files that are no longer wanted."""
        return {
            question.key
            for question in self.questions
            if self.cleaned_data.get(f"{question.field_name}_remove") and question.key not in self.attached
        }

    @property
    def agreed(self) -> list[Question]:
        return [each for each in self.questions if each.is_consent and self.cleaned_data.get(each.field_name)]

    def is_answered(self, question: Question) -> bool:
        return bool(self.cleaned_data.get(question.field_name))
