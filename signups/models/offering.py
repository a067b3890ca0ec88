import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import OfferingQuerySet
from .terms import SignUpTerms


class Offering(SignUpTerms):
    """What may be signed up for: the sessions of one thing, such as an activity, on one set of terms.

    `title` and `link` are those of the thing, so that nothing here has to know what it is.
    """

    thing_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    thing_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("thing_type", "thing_id")
    title = models.CharField(_("title"), max_length=160)
    link = models.CharField(_("address"), max_length=200, blank=True)
    is_live = models.BooleanField(_("live"), default=False)
    # Who may read that page may read of it, such as that of a club; without one everybody may.
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, editable=False, related_name="+")
    drive = models.ForeignKey(
        "signups.Drive", models.PROTECT, null=True, blank=True, related_name="offerings", verbose_name=_("drive")
    )

    objects = OfferingQuerySet.as_manager()

    # It follows from content, and is counted on with every sign-up.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title"]
        verbose_name = _("offering")
        verbose_name_plural = _("offerings")
        constraints = [
            models.UniqueConstraint(fields=["thing_type", "thing_id"], name="signups_offering_one_per_thing"),
            *SignUpTerms.Meta.constraints,
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keeps_its_drive",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("drive_id"),
                condition=pgtrigger.Condition("OLD.drive_id IS DISTINCT FROM NEW.drive_id"),
                # The rows carry the drive, and whoever signs up locks it instead of the offering.
                func="""
                    IF EXISTS (
                        SELECT FROM signups_signup JOIN signups_session session ON session.id = session_id
                        WHERE session.offering_id = OLD.id
                    ) THEN
                        RAISE EXCEPTION 'the drive of an offering is fixed once somebody has signed up'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'signups_offering_keeps_its_drive';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.title

    def may_be_read_by(self, reader) -> bool:
        if self.mode == self.Mode.SELECTION and not reader.is_authenticated:
            return False
        return self.page_id is None or Offering.objects.filter(pk=self.pk).open_to(reader).exists()
