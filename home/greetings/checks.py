"""Words that a greeting must not be submitted with. The office cannot switch these off, nor say why they may stay."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from approval.checks.contents import Contents
from approval.checks.finding import Match, around
from approval.checks.registry import check
from approval.checks.rules import Rules
from approval.models.check_settings import Severity

from ..models import Greeting

# On 清明 the dead are remembered: nothing is wished, and nothing is celebrated.
WISHES = re.compile("快[乐樂]|安康|愉快|祝|贺|賀|恭喜|吉祥|如意|喜庆|欢度|欢庆|佳节|节日好")
# 端午 was a day to keep illness away.
MERRY = re.compile("快[乐樂]|愉快")
WELL = "安康"


@check("greeting_words", gettext_lazy("words of a greeting"), Severity.BLOCK)
def words_of_the_day(contents: Contents, rules: Rules) -> Iterator[Match]:
    greeting = contents.thing
    if not isinstance(greeting, Greeting):
        return
    if greeting.remembers:
        yield from _found(
            WISHES,
            contents,
            problem=_("Qingming remembers the dead: nobody wishes or celebrates anything on it."),
            remedy=_("Write of remembrance, without a wish."),
        )
    if greeting.wishes_health:
        yield from _found(
            MERRY,
            contents,
            problem=_("The Dragon Boat Festival is not wished merry."),
            remedy=_("Write “安康” instead."),
        )
        if WELL not in f"{greeting.title}{greeting.text}":
            yield Match(
                "text",
                str(Greeting._meta.get_field("text").verbose_name),
                problem=_("On the Dragon Boat Festival one wishes good health."),
                remedy=_("Write “安康” into the text."),
                key="without",
                firm=True,
            )


def _found(words: re.Pattern, contents: Contents, *, problem: str, remedy: str) -> Iterator[Match]:
    for passage in contents.passages:
        for place in words.finditer(passage.folded.plain):
            before, said, after = around(passage.words, *passage.folded.span(*place.span()))
            yield Match(
                passage.field,
                passage.place,
                words=said,
                before=before,
                after=after,
                problem=problem,
                remedy=remedy,
                firm=True,
            )
