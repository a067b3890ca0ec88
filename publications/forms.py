from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .pasted import PastedList, as_text, read


class PublicationForm(WagtailAdminModelForm):
    """The list is pasted or typed as text; one that another room has worked out is shown, and cannot be edited."""

    list_text = forms.CharField(
        label=_("Lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "wrap": "off"}),
        help_text=_(
            "Paste the table from Excel or Word, with its row of headings: 姓名, 科室 and what else is to be shown; "
            "类别 groups the lines, 工号 says who is meant where two people have one name, and is not shown. "
            "Or type one line for each: name, department, with commas between. A line that begins with # is a heading."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.has_subject:
            # A preview of a copy and a sent form alike: what nobody can type is not read.
            self.fields.pop("list_text", None)
        elif "list_text" in self.fields:
            self.initial["list_text"] = as_text(self.instance)

    def clean_list_text(self) -> PastedList:
        return read(self.cleaned_data["list_text"])

    def _post_clean(self):
        pasted = self.cleaned_data.get("list_text")
        if pasted is not None:
            self.instance.columns = pasted.columns
            self.instance.lines.set(pasted.rows(self.instance.lines.model))
        super()._post_clean()
