"""Words that the office says mean the same, or that one of them finds the others.

They are read anew for every search, in one small query: what is changed holds at once, in every process.
"""

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from .questions import MOST_ALTERNATIVES, Question
from .text import GAP, key_of, occurrences

MOST_WORDS = 20
SHORTEST, LONGEST = 2, 20
LONGEST_SHOWN = 40
# How two words of one row are told apart from each other where it is shown.
SAME, LEADS_TO, BETWEEN = " = ", " → ", "、"


class WordTaken(Exception):
    """A word stands in another row already; the message says which."""


class Synonym(models.Model):
    """Words of which each finds what all of them find, or one word that finds what others find, not they it."""

    class Kind(models.TextChoices):
        EQUAL = "equal", gettext_lazy("mean the same: each finds the others")
        WIDER = "wider", gettext_lazy("one finds the others, they do not find it")

    kind = models.CharField(gettext_lazy("how they belong together"), max_length=5, choices=Kind, default=Kind.EQUAL)

    # Its words, as it is shown; from them (`keep_synonym`).
    said = models.CharField(
        pgettext_lazy("of a search", "words"), max_length=(MOST_WORDS + 1) * (LONGEST + len(SAME)), editable=False
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = pgettext_lazy("of the search", "synonym")
        verbose_name_plural = pgettext_lazy("of the search", "synonyms")

    def __str__(self):
        return self.said

    @property
    def wider(self) -> str:
        """The word that finds the others; "" where they mean the same."""
        return next((word.text for word in self.words.all() if word.role == SynonymWord.Role.WIDER), "")

    @property
    def others(self) -> list[str]:
        """The words beside the wider one, as they were entered."""
        return [word.text for word in self.words.all() if word.role != SynonymWord.Role.WIDER]


class SynonymWord(models.Model):
    """One word of a row. It is found by its `key`, in the form that texts are compared in."""

    class Role(models.TextChoices):
        EQUAL = "equal", gettext_lazy("means the same")
        WIDER = "wider", gettext_lazy("finds the others")
        NARROWER = "narrower", gettext_lazy("is found")

    # In these roles a word is asked for as others, too.
    ASKING_ROLES = [Role.EQUAL, Role.WIDER]

    synonym = models.ForeignKey(Synonym, models.CASCADE, related_name="words")
    role = models.CharField(max_length=8, choices=Role)
    text = models.CharField(max_length=LONGEST)
    key = models.CharField(max_length=LONGEST)

    class Meta:
        ordering = ["pk"]
        verbose_name = gettext_lazy("word of a synonym")
        verbose_name_plural = gettext_lazy("words of synonyms")
        constraints = [
            models.UniqueConstraint(fields=["synonym", "key"], name="cms_synonymword_once_in_a_row"),
            models.UniqueConstraint(
                fields=["role", "key"],
                condition=Q(role__in=["equal", "wider"]),
                name="cms_synonymword_one_meaning_in_each_direction",
            ),
        ]

    def __str__(self):
        return self.text


def keep_synonym(synonym: Synonym, words: Iterable[str], wider: str = "") -> Synonym:
    """Keep `synonym` with these words, and with nothing that it had before.

    Raises:
        WordTaken: another row says already what one of them means.
    """
    is_new = synonym.pk is None
    equal = synonym.kind == Synonym.Kind.EQUAL
    role = SynonymWord.Role.EQUAL if equal else SynonymWord.Role.NARROWER
    words = list(words)
    synonym.said = SAME.join(words) if equal else f"{wider}{LEADS_TO}{BETWEEN.join(words)}"
    texts = [(text, role) for text in words]
    texts += [] if equal else [(wider, SynonymWord.Role.WIDER)]
    rows = [SynonymWord(synonym=synonym, role=role, text=text, key=key_of(text)) for text, role in texts]
    try:
        with transaction.atomic():
            synonym.save()
            synonym.words.all().delete()
            SynonymWord.objects.bulk_create(rows)
    except IntegrityError as error:
        synonym.pk = None if is_new else synonym.pk
        raise WordTaken(_taken(rows)) from error
    return synonym


def _taken(rows: list[SynonymWord]) -> str:
    """Say which of these words stand elsewhere; looked up once the database has refused them."""
    mine = Q(pk__in=[])
    for row in rows:
        if row.role in SynonymWord.ASKING_ROLES:
            mine |= Q(role=row.role, key=row.key)
    found = list(SynonymWord.objects.filter(mine).select_related("synonym"))
    if not found:
        return _("One of the words stands here twice.")
    said = ngettext(
        "“%(words)s” stands in another row already: %(rows)s. Add to that one instead.",
        "“%(words)s” stand in other rows already: %(rows)s. Add to those instead.",
        len(found),
    )
    rows_in_words = dict.fromkeys(str(word.synonym) for word in found)
    return said % {"words": BETWEEN.join(word.text for word in found), "rows": "; ".join(rows_in_words)}


def shortened(word: str) -> str:
    """Return so much of what was written as a sentence about it can show."""
    return word if len(word) <= LONGEST_SHOWN else f"{word[:LONGEST_SHOWN]}…"


def problem_of(word: str) -> str:
    """Return what keeps `word` from being a word of a row, as a sentence; "" where nothing does."""
    key = key_of(word)
    if GAP in key:
        return _("“%(word)s” has punctuation in it. Write one word in each line.") % {"word": shortened(word)}
    if not SHORTEST <= len(key) <= LONGEST or len(word) > LONGEST:
        return _("“%(word)s” should have %(least)d to %(most)d characters.") % {
            "word": shortened(word),
            "least": SHORTEST,
            "most": LONGEST,
        }
    return ""


def widen(question: Question) -> Question:
    """Return a question with what else its words mean. One query."""
    kept = _kept_for([term.text for term in question.wanted])
    return question.widened(lambda text: _alternatives(text, kept)) if kept else question


def meanings(folded_text: str) -> list[str]:
    """Return what else a folded term means: the term with each kept word in it replaced, at most `MOST_ALTERNATIVES`.

    One query; `widen` asks once for all terms of a question.
    """
    return _alternatives(folded_text, _kept_for([folded_text]))


def _kept_for(texts: list[str]) -> list[tuple[str, list[str]]]:
    """Return the words that ask for others and stand in one of the texts, longest first, each with those others."""
    asking = SynonymWord.objects.filter(role__in=SynonymWord.ASKING_ROLES)
    here = asking.annotate(place=StrIndex(Value(GAP.join(texts)), F("key"))).filter(place__gt=0)
    rows: dict[int, list[tuple[str, str]]] = {}
    kept = SynonymWord.objects.filter(synonym__in=here.values("synonym")).values_list("synonym", "role", "key")
    for row, role, key in kept.order_by("synonym", "pk"):
        rows.setdefault(row, []).append((role, key))
    found = [
        (key, [other for _role, other in words if other != key])
        for words in rows.values()
        for role, key in words
        if role in SynonymWord.ASKING_ROLES
    ]
    return sorted(found, key=lambda pair: -len(pair[0]))


def _alternatives(text: str, kept: list[tuple[str, list[str]]]) -> list[str]:
    """Return `text` in its other wordings, those of the longest word in it first."""
    said: dict[str, None] = {}
    for word, others in kept:
        for start, end in occurrences(text, word)[:1]:
            for other in others:
                # A space keeps letters apart, and goes where there are none.
                said[key_of(f"{text[:start]} {other} {text[end:]}")] = None
    said.pop(text, None)
    return list(said)[:MOST_ALTERNATIVES]
