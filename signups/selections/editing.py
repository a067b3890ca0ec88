"""How a selection is edited, and what its form refuses beyond the constraints of its rows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from ..answers.questions import CHOICE, NUMBER, questions_of
from .kinds import Source


class SelectionForm(WagtailAdminModelForm):
    """A criterion that counts an answer names a question that is asked, and an answer that can be given."""

    def is_valid(self):
        valid = super().is_valid()
        formset = self.formsets.get("criteria")
        if not valid or formset is None or "questions" not in self.cleaned_data:
            return valid
        questions = {each.label: each for each in questions_of(_Asked(self.cleaned_data["questions"]))}
        for form in formset.forms:
            data = getattr(form, "cleaned_data", {})
            if data.get("source") == Source.ANSWER and not data.get("DELETE"):
                valid = self._names_a_question(form, data, questions) and valid
        return valid

    def _names_a_question(self, form, data: dict, questions: dict) -> bool:
        question = questions.get(data.get("question"))
        if question is None:
            form.add_error("question", _("No question is worded so."))
        elif question.kind == CHOICE and data.get("answer") not in question.options:
            form.add_error("answer", _("This is no answer to that question."))
        elif question.kind not in (CHOICE, NUMBER):
            form.add_error("question", _("Only a number, or one of several answers, can count."))
        else:
            return True
        return False


class _Asked:
    """Questions that are not stored yet, as `questions_of` takes them."""

    def __init__(self, questions):
        self.questions = questions


OPTION_PANELS = [
    FieldRowPanel([FieldPanel("route"), FieldPanel("batch")]),
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    FieldRowPanel([FieldPanel("base"), FieldPanel("places")]),
    FieldPanel("note"),
]
CRITERION_PANELS = [
    FieldRowPanel([FieldPanel("label"), FieldPanel("source")]),
    FieldRowPanel([FieldPanel("fact"), FieldPanel("audience")]),
    FieldRowPanel([FieldPanel("question"), FieldPanel("answer")]),
    FieldRowPanel([FieldPanel("points"), FieldPanel("most"), FieldPanel("weight")]),
    FieldPanel("note"),
]
SHARE_PANELS = [
    FieldRowPanel([FieldPanel("branch"), FieldPanel("union_group"), FieldPanel("audience")]),
    FieldPanel("places"),
]
SELECTION_PANELS = [
    FieldPanel("title"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("contact")]),
    FieldPanel("summary"),
    FieldPanel("introduction"),
    FieldPanel("rules"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel([FieldPanel("audience"), FieldPanel("most_wishes")]),
            FieldRowPanel([FieldPanel("years_between"), FieldPanel("cancel_days_before")]),
            FieldRowPanel([FieldPanel("needs_consent"), FieldPanel("consent_until")]),
        ],
        heading=gettext_lazy("Applications"),
    ),
    InlinePanel(
        "options",
        label=gettext_lazy("route and batch"),
        heading=gettext_lazy("Routes and batches"),
        min_num=1,
    ),
    MultiFieldPanel(
        [FieldPanel("limit_per_department"), InlinePanel("shares", label=gettext_lazy("places kept"))],
        heading=gettext_lazy("Places for parts of the house"),
    ),
    InlinePanel("criteria", label=gettext_lazy("criterion"), heading=gettext_lazy("Points")),
    FieldPanel("points_on"),
    FieldPanel("questions"),
]
