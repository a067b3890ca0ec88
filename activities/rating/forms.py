"""Forms of the star rating. What only the database can refuse is refused by the verbs."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseModelFormSet, modelformset_factory
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ..models import ClubRating, RatingCriterion, RatingRound, RatingStep
from ..recurrence import LATEST
from .evidence import EVIDENCE, checked, things_of
from .figures import HUNDREDTH, Counted, figure_of, figures, mark_for

EMPTY_CRITERIA = 3
MOST_FILES_AT_ONCE = 3


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class RoundForm(forms.ModelForm):
    class Meta:
        model = RatingRound
        fields = ["year", "title", "self_assessment_until", "committee_until", "budget_otherwise"]
        widgets = {"self_assessment_until": Day, "committee_until": Day}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self._propose(RatingRound.objects.order_by("-year").first())

    def clean_year(self):
        """Its figures are counted from one day to another, and there are none beyond the calendar."""
        year = self.cleaned_data["year"]
        if year > LATEST.year:
            raise ValidationError(_("That is too far ahead."))
        return year

    def _propose(self, last: RatingRound | None) -> None:
        """Fill in the next round: of this year, or of the year after the last one where there is one already."""
        year = max(timezone.localdate().year, last.year + 1 if last else 0)
        self.fields["year"].initial = year
        self.fields["title"].initial = _("Star rating of the clubs, %(year)d") % {"year": year}
        if last:
            self.fields["budget_otherwise"].initial = last.budget_otherwise


class CriterionForm(forms.ModelForm):
    figure = forms.ChoiceField(label=pgettext_lazy("of a mark", "from"), required=False)

    class Meta:
        model = RatingCriterion
        fields = ["title", "points", "figure", "target", "explanation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(figure.key, figure.label) for figure in figures()]
        self.fields["figure"].choices = [("", _("marks of the committee")), *known]
        self.fields["figure"].widget.attrs["class"] = "field__select"


class Rows(BaseModelFormSet):
    """Rows of a round that is being prepared, stored anew as a whole."""

    def wanted(self) -> list:
        """Return what stays, in order: rows that were filled in and not crossed out."""
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [form.instance for form in kept]


CriterionRows = modelformset_factory(
    RatingCriterion, form=CriterionForm, formset=Rows, extra=EMPTY_CRITERIA, can_delete=True, max_num=20
)
StepRows = modelformset_factory(
    RatingStep, formset=Rows, fields=["stars", "from_points", "budget"], extra=1, can_delete=True, max_num=5
)


class ReopenForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("Until, this day included"), widget=Day)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each looked at for what it is."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > MOST_FILES_AT_ONCE:
            raise ValidationError(_("At most %(most)d files at once.") % {"most": MOST_FILES_AT_ONCE})
        try:
            return [checked(upload) for upload in uploads]
        except ValidationError as error:
            if len(uploads) == 1:
                raise
            raise ValidationError([*error.messages, _("Choose the other files here again.")]) from error


class MarkField(forms.DecimalField):
    """A mark of so many points; empty where there is none yet."""

    def __init__(self, points: int, **options):
        super().__init__(
            min_value=0,
            max_value=points,
            max_digits=4,
            decimal_places=1,
            required=False,
            error_messages={
                "max_value": _("This criterion has %(points)d points; no mark is above that.") % {"points": points},
                "min_value": _("No mark is below 0."),
                "max_decimal_places": _("One digit after the point at most."),
            },
            **options,
        )
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.5", "class": "mark-field"}


def _plain(mark: Decimal | None) -> str | None:
    """Return a mark as somebody types it: 40, not 40.0."""
    return None if mark is None else f"{mark.normalize():f}"


class AssessmentForm(forms.Form):
    """What a club says of itself: for each criterion a mark, words, files and things of its own on the site."""

    summary = forms.CharField(
        label=gettext_lazy("The year in a few sentences"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, entry: ClubRating, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.criteria = list(entry.round.criteria.all())
        self.things = things_of(entry)
        self.fields["summary"].initial = entry.summary
        said = {mark.criterion_id: mark for mark in entry.self_marks.all()}
        choices = [("", _("Choose …")), *((str(number), thing.title) for number, thing in enumerate(self.things))]
        for criterion in self.criteria:
            own = said.get(criterion.pk)
            fields = {
                "mark": MarkField(criterion.points, label=_("Own mark")),
                "words": forms.CharField(
                    label=_("In words"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
                ),
                "files": FilesField(label=_("Files"), required=False, help_text=self._files_help()),
                "thing": forms.ChoiceField(label=_("From the site"), choices=choices, required=False),
            }
            fields["files"].widget.attrs["accept"] = ",".join(f".{suffix}" for suffix in EVIDENCE.suffixes)
            fields["thing"].widget.attrs["class"] = "field__select"
            fields["mark"].initial = _plain(own.mark) if own else self._proposed(criterion)
            fields["words"].initial = own.words if own else ""
            for name, field in fields.items():
                self.fields[f"{name}_{criterion.pk}"] = field

    @cached_property
    def parts(self) -> list[dict]:
        """One for each criterion: `criterion`, its `fields`, its `evidence`, and what the system counts now."""
        shown = {}
        for row in self.entry.evidence.all():
            shown.setdefault(row.criterion_id, []).append(row)
        return [
            {
                "criterion": criterion,
                "mark": self[f"mark_{criterion.pk}"],
                "words": self[f"words_{criterion.pk}"],
                "files": self[f"files_{criterion.pk}"],
                "thing": self[f"thing_{criterion.pk}"] if self.things else None,
                "evidence": shown.get(criterion.pk, []),
                "figure": self._counted.get(criterion.pk),
            }
            for criterion in self.criteria
        ]

    @cached_property
    def _counted(self) -> dict[int, dict]:
        found = {}
        for criterion in self.criteria:
            figure = figure_of(criterion.figure)
            if figure:
                value = Decimal(figure.of(self.entry.club, self.entry.round.year)).quantize(HUNDREDTH)
                mark = mark_for(value, criterion.target, criterion.points)
                found[criterion.pk] = {"label": figure.label, "help": figure.help, "value": value, "mark": mark}
        return found

    def _proposed(self, criterion: RatingCriterion) -> str | None:
        """Of a figure the mark that it brings today; the club may see it otherwise."""
        counted = self._counted.get(criterion.pk)
        return _plain(counted["mark"].quantize(Decimal("0.1"))) if counted else None

    @staticmethod
    def _files_help() -> str:
        return _("Pictures, PDF or Word, 10 MB each. Only the committee and the office open them.")

    def said(self, criterion: RatingCriterion) -> tuple[Decimal | None, str]:
        return self.cleaned_data.get(f"mark_{criterion.pk}"), self.cleaned_data.get(f"words_{criterion.pk}", "")

    def files_for(self, criterion: RatingCriterion) -> list:
        return self.cleaned_data.get(f"files_{criterion.pk}") or []

    def thing_for(self, criterion: RatingCriterion) -> Counted | None:
        chosen = self.cleaned_data.get(f"thing_{criterion.pk}")
        return self.things[int(chosen)] if chosen else None


class MarksForm(forms.Form):
    """The marks of one member of the committee for one club."""

    def __init__(self, entry: ClubRating, criteria, own, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.criteria = [criterion for criterion in criteria if not criterion.figure]
        given = {mark.criterion_id: mark for mark in own}
        for criterion in self.criteria:
            mark = given.get(criterion.pk)
            self.fields[f"mark_{criterion.pk}"] = MarkField(
                criterion.points, label=_("Your mark"), initial=_plain(mark.mark) if mark else None
            )
            self.fields[f"words_{criterion.pk}"] = forms.CharField(
                label=_("Remark for the club"), max_length=300, required=False, initial=mark.words if mark else ""
            )
        if self.criteria:
            self.fields[f"mark_{self.criteria[0].pk}"].widget.attrs["autofocus"] = True

    def marks(self) -> dict:
        """Return what was entered by criterion; a remark without a mark is kept by nobody."""
        return {
            criterion: (self.cleaned_data[f"mark_{criterion.pk}"], self.cleaned_data[f"words_{criterion.pk}"])
            for criterion in self.criteria
        }

    def fields_for(self, criterion: RatingCriterion) -> list:
        if criterion.figure:
            return []
        return [self[f"mark_{criterion.pk}"], self[f"words_{criterion.pk}"]]
