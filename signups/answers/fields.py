"""The fields of a form by which each kind of question is answered, and what of them is kept."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from approval.checks.numbers import is_resident_id
from people.models.fields import MOBILE_NUMBER

from . import questions as kinds
from .questions import Question

SHORT, LONG, NAME_LENGTH, RELATION_LENGTH = 100, 1000, 30, 20
MOST_DIGITS = 10**9
RESIDENT_ID = re.compile(r"[0-9]{17}[0-9x]")
PARTS = ("name", "relation", "mobile")


def _folded(text: str) -> str:
    return re.sub(r"[\s\-‐-―()]", "", unicodedata.normalize("NFKC", text)).lower()


class MobileField(forms.CharField):
    """A mobile number however it was typed: 138 0013 8000, +86-138…"""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.input_type = "tel"
        self.widget.attrs.update({"inputmode": "tel", "maxlength": 24})

    def clean(self, value):
        text = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", _folded(super().clean(value)))
        if text and not re.fullmatch(MOBILE_NUMBER, text):
            raise forms.ValidationError(_("This is no mobile number: it has 11 digits and begins with 13 to 19."))
        return text


class ResidentIdField(forms.CharField):
    """A resident ID number: 18 characters whose last one confirms the others. `kept` may stay by leaving it empty."""

    def __init__(self, *, kept: str = "", **kwargs):
        self.kept = kept
        super().__init__(**{**kwargs, "required": kwargs["required"] and not kept})
        self.widget.attrs.update({"autocomplete": "off", "maxlength": 24, "spellcheck": "false"})

    def clean(self, value):
        text = _folded(super().clean(value))
        if not text:
            return self.kept
        if not RESIDENT_ID.fullmatch(text):
            raise forms.ValidationError(_("A resident ID number has 18 characters."))
        if not is_resident_id(text):
            raise forms.ValidationError(_("This is no resident ID number: a digit is wrong. Compare it with the card."))
        return text.upper()


def text_fields(question: Question, **common) -> dict[str, forms.Field]:
    return {"": forms.CharField(max_length=SHORT, **common)}


def long_text_fields(question: Question, **common) -> dict[str, forms.Field]:
    return {"": forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **common)}


def number_fields(question: Question, **common) -> dict[str, forms.Field]:
    least, most = question.more.get("least"), question.more.get("most")
    limits = {
        "min_value": -MOST_DIGITS if least is None else least,
        "max_value": MOST_DIGITS if most is None else most,
    }
    return {"": forms.IntegerField(**limits, **common)}


def choice_fields(question: Question, **common) -> dict[str, forms.Field]:
    options = [(option, option) for option in question.options]
    return {"": forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)}


def choices_fields(question: Question, **common) -> dict[str, forms.Field]:
    options = [(option, option) for option in question.options]
    return {"": forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)}


def date_fields(question: Question, **common) -> dict[str, forms.Field]:
    return {"": forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)}


def mobile_fields(question: Question, **common) -> dict[str, forms.Field]:
    return {"": MobileField(**common)}


def resident_id_fields(question: Question, **common) -> dict[str, forms.Field]:
    return {"": ResidentIdField(kept=common.pop("initial", None) or "", **common)}


def consent_fields(question: Question, **common) -> dict[str, forms.Field]:
    label = _("I have read this and agree: %(label)s") % {"label": common.pop("label")}
    return {"": forms.BooleanField(label=label, **common)}


def pick_up_fields(question: Question, **common) -> dict[str, forms.Field]:
    """A name, a relation and a number for each who may come; the first of them is asked for."""
    fields, known = {}, common.get("initial") or []
    for number in range(1, question.more["people"] + 1):
        person = known[number - 1] if number <= len(known) else {}
        for part, (label, kind, options) in PERSON.items():
            fields[f"_{number}_{part}"] = kind(
                label=_("%(part)s of person %(number)d") % {"number": number, "part": label},
                required=common["required"] and number == 1,
                initial=person.get(part, ""),
                **options,
            )
    return fields


PERSON = {
    "name": (pgettext_lazy("of a person", "name"), forms.CharField, {"max_length": NAME_LENGTH}),
    "relation": (gettext_lazy("relation to the child"), forms.CharField, {"max_length": RELATION_LENGTH}),
    "mobile": (gettext_lazy("mobile number"), MobileField, {}),
}
FIELDS = {
    kinds.SHORT_TEXT: text_fields,
    kinds.LONG_TEXT: long_text_fields,
    kinds.NUMBER: number_fields,
    kinds.CHOICE: choice_fields,
    kinds.CHOICES: choices_fields,
    kinds.DATE: date_fields,
    kinds.MOBILE: mobile_fields,
    kinds.RESIDENT_ID: resident_id_fields,
    kinds.CONSENT: consent_fields,
    kinds.PICK_UP: pick_up_fields,
}


def people_in(question: Question, cleaned: dict) -> list[dict]:
    """Return who picks the child up; each has all three parts or is not there.

    Raises:
        forms.ValidationError: of a person one part is missing.
    """
    people = []
    for number in range(1, question.more["people"] + 1):
        person = {part: cleaned.get(f"{question.field_name}_{number}_{part}", "") for part in PARTS}
        if not any(person.values()):
            continue
        if not all(person.values()):
            raise forms.ValidationError(
                _("Of each person write name, relation and mobile number, or none of them. Look at person %(number)d.")
                % {"number": number}
            )
        people.append(person)
    return people
