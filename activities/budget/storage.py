"""Where receipts lie: apart from the site's documents, sealed, without an address."""

from django.utils.deconstruct import deconstructible

from people.sealed_storage import SealedStorage


@deconstructible
class ReceiptsStorage(SealedStorage):
    """Names are drawn by chance and say nothing."""

    folder, purpose = "receipts", b"activities.receipts"
