"""What is filled in about clubs."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.forms import Select
from signups.models import SignUp

from ..models import ClubAnnouncement, ClubMembership, ClubPage, ClubRole

NOTE_LENGTH = SignUp._meta.get_field("note").max_length


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class JoinForm(forms.Form):
    """A note to the leader, and the attempt that this is."""

    attempt = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A word to the leader"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Not needed. Such as how long you have been playing."),
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"attempt": uuid4()}, auto_id="join-%s")


class MembershipField(forms.ModelChoiceField):
    def label_from_instance(self, membership):
        member = membership.member
        return f"{member.name} {member.department or ''}".strip()


class RoleForm(forms.Form):
    membership = MembershipField(
        queryset=ClubMembership.objects.none(), label=_("Club member"), widget=Select, empty_label=_("Choose")
    )
    duty = forms.TypedChoiceField(label=_("Duty"), choices=ClubRole.Duty.choices, coerce=int, widget=Select)
    starts_on = forms.DateField(label=pgettext_lazy("first day", "From"), widget=DayInput)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DayInput, help_text=_("Empty: without an end."))

    def __init__(self, data=None, *, club: ClubPage):
        super().__init__(data, initial={"starts_on": timezone.localdate()})
        present = ClubMembership.objects.present().filter(club=club)
        self.fields["membership"].queryset = present.select_related("member__department").order_by("member__pinyin")

    def clean(self):
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < max(starts_on, timezone.localdate()):
            self.add_error("ends_on", _("A duty does not end before it begins, nor before today."))
        return data


class RenewalForm(forms.Form):
    last_day = forms.DateField(label=_("Last day to answer"), widget=DayInput)

    def __init__(self, data=None, *, days: int):
        super().__init__(data, initial={"last_day": timezone.localdate() + timedelta(days=2 * days)})


class AnnouncementForm(forms.ModelForm):
    attempt = forms.UUIDField(widget=forms.HiddenInput)
    asks_receipt = forms.BooleanField(
        label=_("Ask for a receipt"), required=False, help_text=_("You see who has confirmed that it has arrived.")
    )

    class Meta:
        model = ClubAnnouncement
        fields = ["subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, data=None):
        super().__init__(data, initial={"attempt": uuid4()})
