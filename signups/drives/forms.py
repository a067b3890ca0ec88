from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Drive, Offering, SignUp, SignUpTerms


class DriveForm(forms.ModelForm):
    class Meta:
        model = Drive
        fields = ["title"]
        labels = {"title": gettext_lazy("Name of the new drive")}
        help_texts = {"title": gettext_lazy("For example: retreats 2027.")}


class OfferingsForm(forms.Form):
    """What belongs to a drive. What somebody has signed up for stays where it is, and is not to be ticked."""

    offerings = forms.ModelMultipleChoiceField(
        Offering.objects.none(),
        label=gettext_lazy("Offerings"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, drive: Drive, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked_for = SignUp.objects.filter(session__offering=OuterRef("pk"))
        free = Offering.objects.filter(Q(drive=None) | Q(drive=drive)).exclude(
            mode__in=[SignUpTerms.Mode.OPEN, SignUpTerms.Mode.SELECTION]
        )
        free = free.annotate(was_asked_for=Exists(asked_for)).order_by("title", "pk")
        self.fixed = list(free.filter(drive=drive, was_asked_for=True))
        field = self.fields["offerings"]
        field.queryset = free.filter(is_live=True, was_asked_for=False) | free.filter(drive=drive, was_asked_for=False)
        field.initial = list(Offering.objects.filter(drive=drive).values_list("pk", flat=True))

    def wanted(self) -> list[Offering]:
        """Return what was ticked, and what stays in any case."""
        return [*self.cleaned_data["offerings"], *self.fixed]

    @property
    def hint(self) -> str:
        return _("Only what nobody has signed up for yet can be put in or taken out.")
