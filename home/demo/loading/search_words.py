"""What the office of the demo keeps of the search."""

from cms.models import PromotedResult, Synonym
from cms.search.synonyms import keep_synonym
from news.models import NewsPage

from .content import read
from .hospital import Hospital


def load_search_words(hospital: Hospital) -> str:
    """Make the words that mean the same, and the pages that stand first for some."""
    content = read("search")
    for words in content["equal"]:
        keep_synonym(Synonym(kind=Synonym.Kind.EQUAL), words)
    for item in content["wider"]:
        keep_synonym(Synonym(kind=Synonym.Kind.WIDER), item["narrower"], item["word"])
    for item in content["promoted"]:
        PromotedResult.objects.create(page=NewsPage.objects.get(slug=item["news"]), words=item["words"])
    return "words of the search"
