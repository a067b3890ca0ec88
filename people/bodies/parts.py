"""The house's parts in the admin: what a form says about who leads is done by an act, in the name of whoever saves;
what is in use or on record is not deleted.
"""

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic.models import DeleteView

from ..models import UnionGroup
from .appointing import lock_body, lock_people, put_in_charge
from .errors import HasGone, OwnPost

NOBODY = 0
IN_USE = _("Somebody or something still belongs here, so it is not deleted.")
LEFT_A_RECORD = _("Posts or terms are on record here: it is kept, with who led it when. Rename it, or put it last.")


class LedPartForm(WagtailAdminModelForm):
    """Of a branch, a union group or a department."""

    # The number of who led when the page was opened, which may have been before the last appointment.
    led_then = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["led_then"].initial = self.initial.get(self.instance.LEAD) or NOBODY

    def clean(self):
        cleaned = super().clean()
        leader = cleaned.get(self.instance.LEAD)
        if leader is not None and self._chooses_who_leads():
            if leader.is_gone:
                self.add_error(self.instance.LEAD, HasGone.sentence)
            elif leader == self.for_user and not isinstance(self.instance, UnionGroup):
                self.add_error(self.instance.LEAD, OwnPost.sentence)
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        """Save everything but who leads as it stands in the form; who leads only where somebody has chosen it there."""
        part, field, chooses = self.instance, self.instance.LEAD, self._chooses_who_leads()
        chosen = getattr(part, field)
        if chooses and chosen is not None:
            lock_people([chosen.pk])
        setattr(part, field, self._leader_of_this_moment())
        part = super().save(commit)
        if chooses:
            put_in_charge(part, chosen, by=self.for_user)
            setattr(part, field, chosen)
        return part

    def _chooses_who_leads(self) -> bool:
        """Whether the form has somebody else in charge than the page had when it was opened."""
        then, chosen = self.cleaned_data.get("led_then"), self.cleaned_data.get(self.instance.LEAD)
        if then is None:
            return self.instance.LEAD in self.changed_data
        return then != (chosen.pk if chosen else NOBODY)

    def _leader_of_this_moment(self):
        if self.instance.pk is None:
            return None
        lock_body(self.instance.body.pk)
        return getattr(
            type(self.instance).objects.select_related(self.instance.LEAD).get(pk=self.instance.pk), self.instance.LEAD
        )


class PartDeleteView(DeleteView):
    """What is in use stays. Wagtail asks its index of references, which does not know whom an import has written."""

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (ProtectedError, IntegrityError):
            messages.error(self.request, IN_USE)
            return redirect(self.get_success_url())


class LedPartDeleteView(PartDeleteView):
    """A part whose posts are on record stays: the record points at it."""

    def post(self, request, *args, **kwargs):
        if self.object.body.is_on_record:
            messages.error(request, LEFT_A_RECORD)
            return redirect(self.get_success_url())
        return super().post(request, *args, **kwargs)
