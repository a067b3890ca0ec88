"""The rules of a file in the library, whatever way it comes in."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import transaction

from .errors import FileInUse
from .file_use import refuse_replacement


def file_in_use_stays(kind: str) -> pgtrigger.Trigger:
    """Return the trigger that refuses another file for an image or document that something live or submitted uses.

    It waits for the row like any update, so whoever publishes at the same moment is not overtaken.
    """
    return pgtrigger.Trigger(
        name="file_in_use_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("file"),
        condition=pgtrigger.Q(old__file__df=pgtrigger.F("new__file")),
        func=f"""
            IF EXISTS (SELECT 1 FROM cms_fileuse WHERE {kind}_id = OLD.id) THEN
                RAISE EXCEPTION 'The file is in use and cannot be replaced'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608, one of two words of ours
    )


class StoredFileMixin:
    """What images and documents share: a new file is checked and prepared, a used one stays."""

    def clean(self):
        if not self.file:
            # The field has said so. Wagtail would say besides that a name without letters has the wrong ending.
            return
        super().clean()
        if not self.file._committed:
            if self.pk:
                try:
                    refuse_replacement(self)
                except FileInUse as refusal:
                    raise ValidationError({"file": refusal.sentence}) from refusal
            self.check_contents()

    def save(self, *args, update_fields=None, **kwargs):
        """Raises FileInUse when the file is another one and something live or submitted uses the old one."""
        is_new = False
        if self.file and (update_fields is None or "file" in update_fields):
            stored = self.pk and type(self)._base_manager.filter(pk=self.pk).values_list("file", flat=True).first()
            if not self.file._committed or stored != self.file.name:
                if stored:
                    refuse_replacement(self)
                self.prepare_file()
                is_new = True
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            if is_new:
                self.follow_file()

    def check_contents(self) -> None:
        """Raise ValidationError unless the file is what its name says."""

    def prepare_file(self) -> None:
        """Make a new file what is to be stored."""

    def follow_file(self) -> None:
        """Do what follows from a new file, in the transaction that stores it."""
