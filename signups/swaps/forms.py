from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Member

from ..errors import NotOfYourWard, SeveralCalledSo
from ..models import Session
from ..naming import find_people, rows_of_lines
from ..telling import when
from .swapping import exchangeable_with

# A year of weekly dates; more would be no list to choose from.
MOST_DATES = 60


class ExchangeForm(forms.Form):
    """For which date a place is offered."""

    wanted = forms.ModelChoiceField(
        Session.objects.none(), label=_("For a place on"), required=False, empty_label=_("any other date")
    )

    def __init__(self, session: Session, holder: Member, *args, **kwargs):
        super().__init__(*args, auto_id="exchange_%s", **kwargs)
        field = self.fields["wanted"]
        field.widget.attrs["class"] = "field__select"
        dates = exchangeable_with(session, holder).order_by("starts_at", "pk").values_list("pk", flat=True)
        chosen = Session.objects.filter(pk__in=list(dates[:MOST_DATES])).select_related("offering")
        field.queryset = chosen.order_by("starts_at", "pk")
        several = session.offering.drive_id is not None
        field.label_from_instance = lambda each: f"{each.offering.title} {when(each)}" if several else when(each)


class GiftForm(forms.Form):
    """To whom of the own ward a place is given; the ward is not listed, so that nobody reads it off the page."""

    to = forms.CharField(label=_("To a colleague of my ward"), max_length=40)

    def __init__(self, giver: Member, *args, **kwargs):
        self.giver = giver
        super().__init__(*args, auto_id="gift_%s", **kwargs)
        self.fields["to"].widget.attrs |= {"autocomplete": "off"}
        self.fields["to"].help_text = _("Name or employee number. Your colleague accepts on the page of this date.")

    def clean_to(self) -> Member:
        if self.giver.department_id is None:
            raise forms.ValidationError(str(NotOfYourWard()))
        ward = Member.objects.present().filter(department=self.giver.department_id).exclude(pk=self.giver.pk)
        rows = rows_of_lines(self.cleaned_data["to"])
        find_people(rows, ward)
        if len(rows) == 1 and rows[0].member:
            return rows[0].member
        # Without the numbers of those who are called so: they are for nobody to read off.
        several = any(row.namesakes for row in rows)
        raise forms.ValidationError(str(SeveralCalledSo() if several else NotOfYourWard()))
