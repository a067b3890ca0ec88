"""Why something about the file of an activity is refused; the view turns it into a sentence."""

from django.utils.translation import gettext_lazy as _

from signups.errors import SignUpRefused


class FileRefused(SignUpRefused):
    """`sentence` is for the screen."""


class NoDates(FileRefused):
    sentence = _("No date of it took place in that year.")


class NotUsable(FileRefused):
    """An uploaded file is not what it should be; the sentence says which and why."""


class TooMany(FileRefused):
    """There are as many as a date may have."""


class NothingOfPeople(FileRefused):
    sentence = _("This is confidential: nothing that shows who was there is collected.")


class AlreadyTaken(FileRefused):
    sentence = _("This file has been downloaded, so it stays as it was made. What has changed goes into a new one.")


class ThereAlready(FileRefused):
    sentence = _("There is a list of this already.")


class Settled(FileRefused):
    sentence = _(
        "A file was made with this list, so it stays as it is. Discard the file first; if it was downloaded, make "
        "another list for what is to be added."
    )
