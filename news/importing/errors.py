"""Why a file gives no manuscript. Each error carries one sentence, which names the file and says what to do."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class ManuscriptError(Exception):
    """A file that cannot be imported. `sentence` is a lazy string for the screen."""

    template = _("“{name}” could not be read.")

    def __init__(self, file_name: str, **details):
        super().__init__(file_name)
        self.file_name = file_name
        self.details = details

    @property
    def sentence(self) -> str:
        return format_lazy(self.template, name=self.file_name, **self.details)

    def __str__(self):
        return str(self.sentence)


class EmptyFile(ManuscriptError):
    template = _("“{name}” is empty.")


class FileTooLarge(ManuscriptError):
    template = _("“{name}” is larger than {limit} MB. Make its pictures smaller and save it again.")


class TextTooLong(ManuscriptError):
    template = _("“{name}” holds more text than an article can. Split it into several files.")


class UnsupportedFile(ManuscriptError):
    template = _("“{name}” is of a kind that cannot be imported. Save it as .docx, .txt or .html.")


class PdfFile(UnsupportedFile):
    template = _("“{name}” is a PDF. Copy its text into a Word document or a .txt file and import that.")


class OldWordFile(UnsupportedFile):
    template = _("“{name}” is an old Word document (.doc). Open it in Word or WPS and save it as .docx.")


class EncryptedFile(ManuscriptError):
    template = _("“{name}” is protected by a password. Save it without one and import it again.")


class MisnamedFile(ManuscriptError):
    template = _("“{name}” is not what its name says: it holds {kind}. Save it again as .docx, .txt or .html.")


class BrokenFile(ManuscriptError):
    template = _("“{name}” is damaged and cannot be opened. Open it in Word or WPS and save it again.")


class UnpacksTooLarge(ManuscriptError):
    template = _("“{name}” unpacks to far more than a Word document should hold, so it was not opened.")


class UnknownEncoding(ManuscriptError):
    template = _("The characters of “{name}” could not be made out. Save it as UTF-8 and import it again.")


class NoTextFound(ManuscriptError):
    template = _("No text was found in “{name}”.")


class OnlyPictures(NoTextFound):
    template = _("“{name}” holds pictures but no text, as a scan does. Type the text into it and import it again.")
