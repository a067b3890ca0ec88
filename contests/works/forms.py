from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Call, CallKind, Work
from ..models.work import TEXT_LENGTH, TITLE_LENGTH
from .handing_in import Contents
from .pictures import checked_picture

TEXT_ROWS = 5
MOST_HONOURED = 20


class People(models.TextChoices):
    NOBODY = "nobody", _("nobody can be recognised in it")
    AGREED = "agreed", _("everybody who can be recognised has agreed")


class KindField(forms.ModelChoiceField):
    def label_from_instance(self, kind: CallKind) -> str:
        return f"{kind.name}（{kind.get_takes_display()}）"


class PictureField(forms.FileField):
    """A picture, taken by what it contains; phones turn their own formats into JPEG when they are asked to."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return checked_picture(upload) if upload else None


class WorkForm(forms.Form):
    """A work to hand in, or, with `work`, what is put in the place of one."""

    kind = KindField(CallKind.objects.none(), label=_("Kind"), widget=forms.RadioSelect, empty_label=None)
    title = forms.CharField(label=_("Title of the work"), max_length=TITLE_LENGTH)
    picture = PictureField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 20 MB. Where and with what it was taken is removed."),
    )
    description = forms.CharField(
        label=_("What can be seen in it"),
        max_length=120,
        required=False,
        help_text=_("One sentence, read out to colleagues who cannot see the picture."),
    )
    people = forms.ChoiceField(
        label=_("People in the picture"), choices=People, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=pgettext_lazy("of a work", "Words"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": TEXT_ROWS}),
    )
    agreed = forms.BooleanField(label=_("I made this work myself and agree to this."), required=False)

    def __init__(self, call: Call, *args, work: Work | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.work = work
        kinds = call.kinds.all()
        if work:
            kinds = kinds.filter(name=work.kind)
            del self.fields["agreed"]
        self.fields["kind"].queryset = kinds
        self.kinds = list(kinds)
        if len(self.kinds) == 1:
            self.fields["kind"].initial = self.kinds[0]
        self.takes_pictures = any(kind.takes == CallKind.Takes.PICTURE for kind in self.kinds)
        if not self.takes_pictures:
            for name in ("picture", "description", "people"):
                del self.fields[name]
        if self.takes_pictures and len(self.kinds) == 1:
            self.fields["text"].label = _("A few words on it")

    @property
    def is_of_one_kind(self) -> bool:
        return len(self.kinds) == 1

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and kind.takes == CallKind.Takes.TEXT and not cleaned.get("text"):
            self.add_error("text", _("Write or paste your text here."))
        if kind and kind.takes == CallKind.Takes.PICTURE:
            has_one = self.work is not None and self.work.picture_id
            if not cleaned.get("picture") and not has_one and "picture" not in self.errors:
                self.add_error("picture", _("Choose a picture."))
            if cleaned.get("picture") and not cleaned.get("people"):
                self.add_error("people", _("Say whether somebody can be recognised in it."))
        return cleaned

    def contents(self) -> Contents:
        """What was handed in; a picture with a text of a kind that takes texts alone is left out."""
        cleaned = self.cleaned_data
        takes_picture = cleaned["kind"].takes == CallKind.Takes.PICTURE
        return Contents(
            title=cleaned["title"],
            text=cleaned["text"],
            picture=cleaned.get("picture") if takes_picture else None,
            description=cleaned.get("description", ""),
            people_agreed=cleaned.get("people") == People.AGREED,
        )


class HonoursForm(forms.Form):
    """Down to which place works become honours, and in whose name."""

    first = forms.IntegerField(label=_("Places up to"), min_value=1, max_value=MOST_HONOURED, initial=3)
    awarding_body = forms.CharField(label=_("Awarding body"), max_length=80)
