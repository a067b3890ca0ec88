"""Forms of our own pages in the admin."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import formfield_for_dbfield

from people.models import Member

from .forms import RemarkForm
from .models import Deputyship


class TakeDownForm(RemarkForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].label = _("Why is it taken down?")
        self.fields["comment"].error_messages["required"] = _("Say why it is taken down.")
        self.fields["comment"].help_text = _("The author, the other approvers and the administrator read this.")


class UnscheduleForm(RemarkForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].label = _("Why is the hour cancelled?")
        self.fields["comment"].error_messages["required"] = _("Say why the hour is cancelled.")
        self.fields["comment"].help_text = _("The author and the other approvers read this.")


class DeputyForm(WagtailAdminModelForm):
    """Who stands in for `principal`, and when."""

    class Meta:
        model = Deputyship
        fields = ["deputy", "first_date", "last_date"]

    def __init__(self, *args, principal: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.principal = self.instance.named_by = principal
        # The member chooser is not registered yet when this class is made.
        self.fields["deputy"] = formfield_for_dbfield(Deputyship._meta.get_field("deputy"))
        self.fields["deputy"].queryset = Member.objects.filter(is_active=True)
        self.fields["first_date"].initial = timezone.localdate()
        self.principal = principal

    def clean_deputy(self):
        deputy = self.cleaned_data["deputy"]
        if deputy == self.principal:
            raise ValidationError(_("A deputy is another person."))
        return deputy

    def clean_last_date(self):
        day = self.cleaned_data["last_date"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return day
