from django.utils.translation import gettext_lazy as _


class YearNotAnnounced(LookupError):
    """Nobody has said yet which days of this year are off; guessing would name wrong deadlines."""

    def __init__(self, year: int):
        self.year = year
        super().__init__(f"the holidays of {year} have not been announced")


class NoticeNotRead(ValueError):
    """A notice of holidays that is not what it should be; `sentence` says why."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(str(sentence))


class AlreadyAnnounced(Exception):
    sentence = _("The holidays of this year are known already. Change single days among the calendar days.")
