from dataclasses import replace

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from cms.models import UnionImage

from .actions import ChosenManuscript
from .importing import Picture
from .models import KeptManuscript, NewsCategory, NewsPage

# The editor lets nobody submit a page whose pictures have neither a description nor the tick for decoration.
ASKED_FOR = _("What is to be seen, for those who cannot see it. The draft can be saved without it, but not submitted.")


def _text_field(name: str, **options) -> forms.CharField:
    """Return a field that is called what the news page calls it, and takes as much."""
    field = NewsPage._meta.get_field(name)
    return forms.CharField(
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
        max_length=field.max_length,
        required=not field.blank,
        **options,
    )


class ManuscriptForm(forms.Form):
    """What the officer may change of one manuscript before it becomes a draft. One that is not taken is not checked."""

    use_required_attribute = False

    take = forms.BooleanField(label=_("Take this one"), required=False)
    title = _text_field("title")
    date = forms.DateField(label=_("Date"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    category = forms.ChoiceField(label=_("Category"))
    document_number = _text_field("document_number")
    summary = _text_field("summary", widget=forms.Textarea({"rows": 3}))
    writer = _text_field("writer")
    photographer = _text_field("photographer")
    source = _text_field("source")

    def __init__(self, kept: KeptManuscript, categories: list[NewsCategory], data=None):
        manuscript = kept.outline
        self.kept = kept
        self.categories = {str(category.pk): category for category in categories}
        names = ("title", "document_number", "summary", "writer", "photographer", "source")
        initial = {name: getattr(manuscript, name) for name in names}
        initial |= {
            "take": True,
            "date": manuscript.date or timezone.localdate(),
            "category": next(iter(self.categories), ""),
        }
        super().__init__(data, prefix=f"manuscript-{kept.pk}", initial=initial)
        self.fields["category"].choices = [(key, category.name) for key, category in self.categories.items()]
        if not manuscript.date:
            self.fields["date"].help_text = _("No date was found in the text; this is today's.")
        for number, picture in enumerate(manuscript.pictures):
            field = self.fields[f"description_{number}"] = forms.CharField(
                label=format_lazy(_("Alternative text of picture {number}"), number=number + 1),
                help_text="" if picture.alt else ASKED_FOR,
                initial=picture.alt,
                max_length=UnionImage._meta.get_field("description").max_length,
                required=False,
            )
            # Marked like a field that must be filled in, though a draft may wait for it.
            field.is_asked_for = True

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.is_taken:
            self._errors.clear()

    @property
    def is_taken(self) -> bool:
        """Whether the tick stands, in the form as it was sent or as it is shown first."""
        return bool(self["take"].value())

    @cached_property
    def pictures(self) -> list[dict]:
        """The pictures of the manuscript, each with its number, its field and its caption, for the template."""
        return [
            {"number": number, "field": self[f"description_{number}"], "caption": picture.caption}
            for number, picture in enumerate(self.kept.outline.pictures)
        ]

    def chosen(self) -> ChosenManuscript:
        """Return the manuscript with its pictures and what was changed in the form. Valid forms only."""
        manuscript = self.kept.in_full()
        values = self.cleaned_data
        for name in ("title", "date", "document_number", "summary", "writer", "photographer", "source"):
            setattr(manuscript, name, values[name])
        descriptions = iter([values[f"description_{number}"] for number in range(len(manuscript.pictures))])
        manuscript.blocks = [
            replace(block, alt=next(descriptions)) if isinstance(block, Picture) else block
            for block in manuscript.blocks
        ]
        return ChosenManuscript(manuscript, self.categories[values["category"]], self.kept)
