"""What came out of a roster, let go of as soon as nobody needs it."""

from django.db import transaction

from ..models import RosterImport


def drop_file(roster: RosterImport) -> None:
    """Let go of the uploaded file once the transaction is over."""
    if roster.file:
        storage, name = roster.file.storage, roster.file.name
        roster.file = ""
        roster.save(update_fields=["file"])
        transaction.on_commit(lambda: storage.delete(name))


def forget_what_was_read(roster: RosterImport) -> None:
    """Let go of everything that came out of the file; where a title was taken for headings, they may name people."""
    roster.rows.all().delete()
    roster.headings, roster.mapping, roster.other_sheets, roster.new_parts, roster.trouble = [], {}, [], {}, ""
    roster.save(update_fields=["headings", "mapping", "other_sheets", "new_parts", "trouble"])
