from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Batch, Mark, Rating, Run
from .kinds import Kind

MOST_POINTS = 999
REASON = Mark._meta.get_field("reason").max_length


class BatchField(forms.ModelChoiceField):
    def label_from_instance(self, batch: Batch) -> str:
        return batch.in_words


class WishesForm(forms.Form):
    """The dates that somebody would like: a choice for each wish, the first one first."""

    def __init__(self, run: Run, batches: list[Batch], data=None, *, chosen: list[int] = ()):
        super().__init__(data)
        number = min(run.selection.most_wishes, len(batches))
        words = {batch.pk: batch for batch in batches}
        for place in range(1, number + 1):
            field = BatchField(
                Batch.objects.filter(pk__in=words),
                label=_("Wish %(number)d") % {"number": place},
                required=place == 1,
                initial=chosen[place - 1] if place <= len(chosen) else None,
                empty_label=_("no further wish") if place > 1 else _("please choose"),
            )
            # All of them have been fetched once, with their words.
            field.choices = [("", field.empty_label), *((batch.pk, batch.in_words) for batch in batches)]
            self.fields[f"wish_{place}"] = field

    @property
    def wishes(self) -> list[Batch]:
        """Return what a valid form asks for, the most wanted first."""
        chosen = [self.cleaned_data.get(name) for name in self.fields]
        return [batch for batch in chosen if batch is not None]


class DoubtForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong, and what would be right?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(label=_("Why they cannot be spared"), max_length=REASON)


class CorrectForm(forms.Form):
    points = forms.DecimalField(
        label=_("Points instead"),
        min_value=0,
        max_value=MOST_POINTS,
        decimal_places=2,
        error_messages={
            "min_value": _("Points are never below nothing."),
            "max_value": _("%(limit_value)s points at most."),
            "max_decimal_places": _("Two digits after the point at most."),
        },
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON)


class RatingForm(forms.ModelForm):
    class Meta:
        model = Rating
        fields = [*Rating.STARS, "words"]
        widgets = {
            **dict.fromkeys(Rating.STARS, forms.RadioSelect),
            "words": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "words": _(
                "Others read the stars at once, without names. They read your words once the office has read them."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Rating.STARS:
            self.fields[name].choices = [each for each in self.fields[name].choices if each[0]]


class TurnsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    lines = forms.CharField(
        label=_("Employee numbers with the day or the year"),
        help_text=_("One line for each, as copied from Excel: 1001 2023, or 1001 2023-06-12."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
