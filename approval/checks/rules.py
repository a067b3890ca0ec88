from functools import cached_property

from approval.models.check_settings import CheckSettings
from approval.models.checked_word import CheckedWord

from .words import WordList


class Rules:
    """What the office has set and listed, each read once, when it is first asked for."""

    @cached_property
    def settings(self) -> CheckSettings:
        return CheckSettings.current()

    @cached_property
    def words(self) -> WordList:
        return WordList(CheckedWord.objects.all())
