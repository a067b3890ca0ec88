"""The forms of the house's parts: what they say about who leads is done by an act, in the name of whoever saves."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .appointing import lock_body, put_in_charge
from .errors import HasGone


class LedPartForm(WagtailAdminModelForm):
    """Of a branch, a union group or a department."""

    def clean(self):
        cleaned = super().clean()
        leader = cleaned.get(self.instance.LEAD)
        if leader is not None and leader.is_gone and self.instance.LEAD in self.changed_data:
            self.add_error(self.instance.LEAD, HasGone.sentence)
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        """Save everything but who leads as it stands in the form; the form may be older than the last appointment."""
        part, field = self.instance, self.instance.LEAD
        chosen = getattr(part, field)
        setattr(part, field, self._leader_of_this_moment())
        part = super().save(commit)
        if field in self.changed_data:
            put_in_charge(part, chosen, by=self.for_user)
            setattr(part, field, chosen)
        return part

    def _leader_of_this_moment(self):
        if self.instance.pk is None:
            return None
        lock_body(self.instance.body.pk)
        return getattr(
            type(self.instance).objects.select_related(self.instance.LEAD).get(pk=self.instance.pk), self.instance.LEAD
        )


LEFT_A_RECORD = _("Posts or terms are on record here: it is kept, with who led it when. Rename it, or put it last.")
