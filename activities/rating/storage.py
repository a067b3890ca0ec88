"""Where the evidence of clubs lies: sealed, under names drawn by chance, without an address."""

from django.utils.deconstruct import deconstructible

from signups.answers.storage import AnswersStorage


@deconstructible
class EvidenceStorage(AnswersStorage):
    """Kept like what is attached to a sign-up, in a folder of its own."""

    folder = "rating"
