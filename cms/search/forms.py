"""Forms in which the office enters words: one in each line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser

from . import promoted
from .promoted import PromotedResult, asked_as
from .synonyms import MOST_WORDS, Synonym, WordTaken, keep_synonym, problem_of, shortened
from .text import key_of


class WordLinesField(forms.CharField):
    """Words, one in each line; the value is a list of them. Empty lines and spaces around a word do not count."""

    def __init__(self, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}), **options)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return self.to_python(self.prepare_value(initial or [])) != self.to_python(data)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_WORDS:
            raise ValidationError(_("There are at most %(most)d words.") % {"most": MOST_WORDS})


def _refuse_twice(words: list[str], key) -> None:
    """Raise ValidationError where two lines are the same word."""
    seen = set()
    for word in words:
        if key(word) in seen:
            raise ValidationError(
                _("“%(word)s” stands here twice; in another writing, too.") % {"word": shortened(word)}
            )
        seen.add(key(word))


class SynonymForm(WagtailAdminModelForm):
    wider = forms.CharField(
        label=gettext_lazy("wider word"),
        required=False,
        help_text=gettext_lazy("Only where one word finds the others: who searches for it finds the words below, too."),
    )
    words = WordLinesField(
        label=pgettext_lazy("of a search", "words"),
        help_text=gettext_lazy("One in each line, at most 20, each of 2 to 20 characters."),
    )

    class Meta:
        model = Synonym
        fields = ["kind"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {"wider": self.instance.wider, "words": self.instance.others}

    def clean_words(self) -> list[str]:
        words = self.cleaned_data["words"]
        problems = [problem for problem in map(problem_of, words) if problem]
        if problems:
            raise ValidationError(problems)
        _refuse_twice(words, key_of)
        return words

    def clean(self):
        cleaned = super().clean()
        kind, words, wider = (self.cleaned_data.get(name) for name in ("kind", "words", "wider"))
        if kind == Synonym.Kind.EQUAL and words and len(words) < 2:
            self.add_error("words", _("Write at least two words that mean the same."))
        if kind == Synonym.Kind.EQUAL and wider:
            self.add_error(
                "wider", _("Words that mean the same have no wider word. Choose the other way, or leave this empty.")
            )
        if kind == Synonym.Kind.WIDER and (problem := self._problem_of_wider(wider or "", words or [])):
            self.add_error("wider", problem)
        return cleaned

    def _problem_of_wider(self, wider: str, words: list[str]) -> str:
        if not wider:
            return _("Write the wider word, which finds the others.")
        if key_of(wider) in map(key_of, words):
            return _("“%(word)s” stands here twice; in another writing, too.") % {"word": wider}
        return problem_of(wider)

    def save(self, commit=True) -> Synonym:
        """Raises WordTaken, with the sentence at its field: `refused`."""
        try:
            return keep_synonym(self.instance, self.cleaned_data["words"], self.cleaned_data["wider"])
        except WordTaken as refusal:
            equal = self.instance.kind == Synonym.Kind.EQUAL
            self.add_error("words" if equal else "wider", str(refusal))
            raise


class PromotedResultForm(WagtailAdminModelForm):
    words = WordLinesField(
        label=pgettext_lazy("of a search", "words"),
        help_text=gettext_lazy(
            "One search in each line, at most 20. The page comes first for whoever searches for exactly that."
        ),
    )

    class Meta:
        model = PromotedResult
        fields = ["page", "words"]
        widgets = {"page": AdminPageChooser}

    def clean_page(self):
        page = self.cleaned_data["page"]
        if page.is_root() or not page.live:
            raise ValidationError(_("“%(title)s” is not public. Choose a page that is.") % {"title": page.title})
        return page

    def clean_words(self) -> list[str]:
        words = self.cleaned_data["words"]
        for each in words:
            if not asked_as(each) or max(len(each), len(asked_as(each))) > promoted.LONGEST:
                raise ValidationError(
                    _("“%(word)s” should be words, of at most %(most)d characters.")
                    % {"word": shortened(each), "most": promoted.LONGEST}
                )
        _refuse_twice(words, asked_as)
        full = self._full(words)
        if full:
            said = ngettext(
                "%(most)d pages stand first for “%(words)s” already.",
                "%(most)d pages each stand first for “%(words)s” already.",
                len(full),
            )
            raise ValidationError(said % {"most": promoted.MOST_SHOWN, "words": "”, “".join(full)})
        return words

    def _full(self, words: list[str]) -> list[str]:
        """Return those of the words for which as many other pages are kept as are shown."""
        others = PromotedResult.objects.exclude(pk=self.instance.pk)
        kept = others.filter(keys__overlap=[asked_as(each) for each in words]).values_list("keys", flat=True)
        taken = [key for keys in kept for key in keys]
        return [each for each in words if taken.count(asked_as(each)) >= promoted.MOST_SHOWN]
