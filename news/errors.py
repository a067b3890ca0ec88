"""Refusals of this room; the view or the command turns them into a sentence."""

from django.utils.translation import gettext_lazy as _

from .importing import ManuscriptError


class ImportRefused(Exception):
    """Manuscripts cannot become drafts. `sentence` is a lazy string for the screen."""

    sentence = _("The manuscripts could not be imported.")

    def __str__(self):
        return str(self.sentence)


class MayNotAddNews(ImportRefused):
    sentence = _("Only those who may add news may import manuscripts.")


class NoCategory(ImportRefused):
    sentence = _("There is no news category yet. Add one first.")


class AlreadySaved(ImportRefused):
    sentence = _("These manuscripts have been saved or discarded already.")


class TooManyFiles(ManuscriptError):
    template = _("“{name}” was not taken: at most {limit} files are imported at once.")
