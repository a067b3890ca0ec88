"""What many have searched for lately, shown to a reader in words that stand in something that the reader may read."""

from django.core.cache import cache
from django.db.models import Max, Value

from .matching import TsQuery
from .models import SearchEntry
from .questions import adjacent
from .searches import KeptSearch
from .text import fold, key_of, occurrences

LEAST_ASKERS = 5
DAYS = 30
# So many are looked up in titles, the most asked for first; what the reader may read is looked up every time.
CANDIDATES = 40
CACHE_KEY = "cms.search.popular"
CACHE_SECONDS = 600
# Some titles match by their sound or by a name beside them only.
TITLES = 3


def popular(reader, limit: int = 8) -> list[str]:
    """Return words that at least `LEAST_ASKERS` have asked for in the last `DAYS` days, not in vain, the most asked for
    first. Each stands in the title of something that `reader` may read, and is written as it is there: what somebody
    typed is shown to nobody.
    """
    candidates = _candidates()
    titles = _titles_with(candidates, reader)
    shown = (_as_written(words, titles.get(number, [])) for number, words in enumerate(candidates))
    return list({key_of(words): words for words in shown if words}.values())[:limit]


def _candidates() -> list[str]:
    """Return the words that enough people have asked for. A person counts once a day."""
    found = cache.get(CACHE_KEY)
    if found is None:
        asked = KeptSearch.objects.since(DAYS).by_words().annotate(most=Max("found"))
        enough = asked.filter(asked__gte=LEAST_ASKERS, most__gt=0).order_by("-asked", "words")
        found = list(enough.values_list("words", flat=True)[:CANDIDATES])
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def _titles_with(candidates: list[str], reader) -> dict[int, list[str]]:
    """Return, by the place of each among the candidates, some titles that have it. One statement for all."""
    entries = SearchEntry.objects.open_to(reader).filter(part=0)
    asked = [
        entries.filter(title_vector=TsQuery(adjacent(key_of(words))), title_key__contains=key_of(words))
        .annotate(number=Value(number))
        .order_by("pk")
        .values_list("number", "title")[:TITLES]
        for number, words in enumerate(candidates)
    ]
    found: dict[int, list[str]] = {}
    for number, title in asked[0].union(*asked[1:], all=True) if asked else []:
        found.setdefault(number, []).append(title)
    return found


def _as_written(words: str, titles: list[str]) -> str:
    for title in titles:
        folded = fold(title)
        for start, end in occurrences(folded.text, key_of(words)):
            first, last = folded.span(start, end)
            return title[first:last]
    return ""
