from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Dependant, Member

from ..models import Session, SignUp, SignUpTerms

Company = SignUpTerms.Company
NOTE_LENGTH = SignUp._meta.get_field("note").max_length


class SignUpForm(forms.Form):
    """Who comes, a note to the organiser, and the attempt that this is: the same one sent twice is one sign-up."""

    attempt = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note to the organiser"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, session: Session, member: Member, data=None):
        self.company = session.offering.company
        super().__init__(data, initial={"attempt": uuid4()}, auto_id=f"sign-up-{session.pk}-%s")
        if self.company == Company.ALONE:
            return
        own = self.who_can_come(session, member).order_by("pk")
        self.fields["dependants"] = self._who_comes(own)
        if self.needs_one and len(own) == 1:
            self.fields["dependants"].initial = own[0].pk

    def who_can_come(self, session: Session, member: Member):
        """Return the member's own dependants that are not there yet."""
        there = SignUp.objects.live().filter(session=session, dependant__isnull=False, member=member)
        return Dependant.objects.live().filter(member=member).exclude(pk__in=there.values("dependant"))

    def _who_comes(self, own):
        if self.company == Company.MAY_BRING:
            return forms.ModelMultipleChoiceField(
                own, label=_("Who comes along"), required=False, widget=forms.CheckboxSelectMultiple
            )
        return forms.ModelChoiceField(
            own,
            label=_("With whom") if self.company == Company.TOGETHER else _("For whom of the family"),
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say who comes.")},
        )

    @property
    def needs_one(self) -> bool:
        """True where nobody can sign up who has no dependant."""
        return self.company in (Company.TOGETHER, Company.DEPENDANT)

    @property
    def has_dependants(self) -> bool:
        """True where there is somebody of the family to be chosen."""
        return "dependants" in self.fields and bool(self.fields["dependants"].queryset)

    @property
    def lacks_dependants(self) -> bool:
        return self.needs_one and not self.fields["dependants"].queryset

    @property
    def company_chosen(self) -> dict:
        """Return `with_self` and `dependants` of a valid form, as `sign_up` takes them."""
        chosen = self.cleaned_data.get("dependants") or []
        if isinstance(chosen, Dependant):
            chosen = [chosen]
        return {"with_self": self.company != Company.DEPENDANT, "dependants": list(chosen)}


class CourseForm(SignUpForm):
    """The same for several dates of an offering at once, by one of them: whoever is at one may not be at the next."""

    def who_can_come(self, session: Session, member: Member):
        return Dependant.objects.live().filter(member=member)
