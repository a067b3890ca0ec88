from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import MembershipApplication, MembershipChange


class ApplicationForm(forms.ModelForm):
    """What somebody writes who applies."""

    class Meta:
        model = MembershipApplication
        fields = ["note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class DecisionForm(forms.Form):
    """What becomes of an application, and the remark, whichever way it is decided."""

    decision = forms.ChoiceField(
        choices=[(MembershipApplication.State.ACCEPTED, ""), (MembershipApplication.State.REFUSED, "")]
    )
    remark = forms.CharField(
        label=_("Remark"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The applicant reads it. To refuse, say why."),
    )


class MoveForm(forms.ModelForm):
    """Where somebody came from or went to, and when."""

    class Meta:
        model = MembershipChange
        fields = ["on", "union", "remark"]
        widgets = {"on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label = pgettext_lazy("of a move between unions", "When")
        self.fields["on"].initial = timezone.localdate
        self.fields["union"].required = True
