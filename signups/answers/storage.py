"""Where files lie that were attached to a sign-up: apart from the site's documents, sealed, without an address."""

from django.utils.deconstruct import deconstructible

from people.sealed_storage import SealedStorage

PURPOSE = b"signups.answers"


@deconstructible
class AnswersStorage(SealedStorage):
    """Names are drawn by chance and say nothing."""

    folder, purpose = "answers", PURPOSE
