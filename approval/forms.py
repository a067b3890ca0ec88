from django import forms
from django.utils.translation import gettext_lazy as _


class RemarkForm(forms.Form):
    """The reviewer's remark. The field is called `comment`, since Wagtail's task states store it so."""

    comment = forms.CharField(
        label=_("Remark"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What should be changed? The author reads this."),
        error_messages={"required": _("Say in a remark what should be changed.")},
    )


class OptionalRemarkForm(RemarkForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = False
        self.fields["comment"].help_text = _("Optional. The author reads this.")

    def standing_apart(self, form_id: str) -> "OptionalRemarkForm":
        """Let the field belong to the form of that id, outside of which it stands on the page."""
        self.fields["comment"].widget.attrs["form"] = form_id
        return self


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason for erasing"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays in the record of the erasure: name no person in it."),
        error_messages={"required": _("Say why the texts are erased.")},
    )
