"""What an organiser fills in. A form that is refused is shown again with what was typed."""

from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.forms import Select
from notices.kinds import LONGEST_SUBJECT

from ..models import Session, SignUp, Venue
from ..registry import Said
from ..telling import when
from .actions import stamp_of
from .errors import ChangedMeanwhile

LONGEST_MESSAGE = 1000
LONGEST_REASON = 160


class SeenForm(forms.Form):
    """It carries what its reader has seen of the thing, so that an act on what has changed since is noticed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data=None, *, thing: Session | SignUp, **kwargs):
        super().__init__(data, initial={"seen": stamp_of(thing), **kwargs.pop("initial", {})}, **kwargs)

    @property
    def decided(self) -> dict:
        """What was filled in, as the arguments of `as_seen`."""
        return dict(self.cleaned_data)

    def look_again(self, thing: Session | SignUp) -> None:
        """Keep what was typed, for what is seen of the thing now."""
        if self.is_bound:
            self.data = {**self.data.dict(), "seen": stamp_of(thing)}


def reason_field(label, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_REASON, **kwargs)


class AdmitForm(SeenForm):
    """No question: who lets somebody in says no more."""


class RefuseForm(SeenForm):
    reason = reason_field(_("Why are they not admitted?"), help_text=_("They read it."))


class PutFirstForm(SeenForm):
    reason = reason_field(_("Why are they put first?"), help_text=_("It is kept, and stands on this list."))


class TakeOffForm(SeenForm):
    reason = reason_field(_("Why are they taken off?"), help_text=_("They read it. It never counts against them."))


class SessionChoice(forms.ModelChoiceField):
    def label_from_instance(self, session):
        left = session.places_left
        if left is None:
            return when(session)
        return _("%(when)s, %(left)d places left") % {"when": when(session), "left": left}


class TransferForm(SeenForm):
    to = SessionChoice(label=_("To which date?"), queryset=None, empty_label=None, widget=Select)
    reason = reason_field(_("Reason"), required=False, help_text=_("They read it."))

    def __init__(self, data=None, *, thing: SignUp, **kwargs):
        super().__init__(data, thing=thing, **kwargs)
        self.fields["to"].queryset = other_dates_of(thing.session)


def other_dates_of(session: Session):
    """Return the coming dates of the same offering."""
    others = Session.objects.planned().filter(offering=session.offering_id, starts_at__gt=timezone.now())
    return others.exclude(pk=session.pk).select_related("offering", "venue")


class PlacesForm(SeenForm):
    capacity = forms.IntegerField(
        label=_("Places"), min_value=0, max_value=100_000, required=False, help_text=_("Empty: as many as come.")
    )

    def __init__(self, data=None, *, thing: Session, **kwargs):
        super().__init__(data, thing=thing, initial={"capacity": thing.capacity}, **kwargs)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class MoveForm(SeenForm):
    starts_at = forms.DateTimeField(label=_("Begins"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Ends"), widget=MomentInput)
    venue = forms.ModelChoiceField(
        label=_("Venue"), queryset=None, required=False, widget=Select, empty_label=_("none of those that are kept")
    )
    place = forms.CharField(
        label=_("Where"), max_length=80, required=False, help_text=_("Beside the venue, or instead of one.")
    )
    reason = reason_field(_("Why?"), required=False, help_text=_("It stands beside the date, and they read it."))

    def __init__(self, data=None, *, thing: Session, **kwargs):
        initial = {name: getattr(thing, name) for name in ("starts_at", "ends_at", "venue", "place")}
        super().__init__(data, thing=thing, initial=initial, **kwargs)
        self.fields["venue"].queryset = Venue.objects.filter(Q(is_open=True) | Q(pk=thing.venue_id))

    def clean(self):
        data = super().clean()
        begins, ends = data.get("starts_at"), data.get("ends_at")
        if begins and begins <= timezone.now():
            self.add_error("starts_at", _("That is over already."))
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("A session ends after it has begun."))
        if not self.errors and not {"starts_at", "ends_at", "venue", "place"} & set(self.changed_data):
            self.add_error(None, _("Nothing would change."))
        return data


class CallOffForm(SeenForm):
    reason = reason_field(_("Why does it not take place?"), help_text=_("Everybody who has signed up reads it."))


class SettleForm(SeenForm):
    """What becomes of a date that differs from its series. It carries what the series was seen to say."""

    KEEP, TAKE_OVER = "keep", "take_over"
    choice = forms.ChoiceField(choices=[(KEEP, ""), (TAKE_OVER, "")], widget=forms.HiddenInput)
    said = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data=None, *, thing: Session, said: Said | None, **kwargs):
        super().__init__(data, thing=thing, initial={"said": _in_short(said)}, **kwargs)
        self.of_now = said

    @property
    def decided(self) -> dict:
        return {"seen": self.cleaned_data["seen"]}

    def clean(self):
        data = super().clean()
        if data.get("choice") == self.TAKE_OVER and not (self.of_now and data.get("said") == _in_short(self.of_now)):
            raise forms.ValidationError(ChangedMeanwhile.sentence)
        return data


def _in_short(said: Said | None) -> str:
    if said is None:
        return ""
    venue = said.venue.pk if said.venue else ""
    return f"{said.starts_at.isoformat()}/{said.ends_at.isoformat()}/{venue}/{said.place}"[:200]


class MessageForm(forms.Form):
    """`attempt` is drawn with the form: sent twice, it is one message."""

    subject = forms.CharField(label=pgettext_lazy("of a message", "Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=pgettext_lazy("of a message", "Text"), max_length=LONGEST_MESSAGE, widget=forms.Textarea({"rows": 5})
    )
    asks_receipt = forms.BooleanField(
        label=_("Ask for a receipt"), required=False, help_text=_("You see who has received it, and may remind others.")
    )
    attempt = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, may_ask_receipt: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_ask_receipt:
            del self.fields["asks_receipt"]


class NamesForm(forms.Form):
    """Names to sign up: pasted, or in a workbook."""

    lines = forms.CharField(
        label=_("Numbers or names, one person a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("For instance “10023”, “王芳”, or both. Of people with one name write the number."),
    )
    workbook = forms.FileField(
        label=_("or a workbook"),
        required=False,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
        help_text=_("Excel (.xlsx) or CSV, with a column 工号 or 姓名."),
    )

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("lines", "").strip() and not data.get("workbook"):
            raise forms.ValidationError(_("Paste some names, or choose a file."))
        return data
