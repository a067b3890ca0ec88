from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.views import CreateView

from .actions import grant_role
from .errors import OwnRole
from .models import RoleGrant
from .records import RecordAdmin


class GrantRoleView(CreateView):
    """The act of giving a role; who gave it is whoever is signed in."""

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            self.instance = grant_role(
                data["member"], data["role"], by=self.request.user, starts_at=data["starts_at"], ends_at=data["ends_at"]
            )
        except OwnRole as refusal:
            form.add_error("member", refusal.sentence)
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message(self.instance))
        return redirect(self.get_success_url())


class RoleGrantAdmin(RecordAdmin):
    model = RoleGrant
    about_people = "member"
    menu_label = _("Roles")
    menu_icon = "group"
    menu_order = 310
    list_display = ["member", "role_name", "starts_at", "ends_at", "granted_by", "act"]
    list_filter = ["role"]
    list_select_related = ["member", "granted_by"]
    search_fields = ["member__name", "member__employee_number"]
    inspect_view_fields = ["member", "role", "starts_at", "ends_at", "granted_by", "granted_at"]
    create_view_class = GrantRoleView
    panels = [
        FieldPanel("member"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]

    def role_name(self, grant):
        return grant.get_role_display()

    role_name.short_description = _("role")

    def act(self, grant):
        if grant.has_ended:
            return _("ended")
        return format_html('<a href="{}">{}</a>', reverse("end_role", args=[grant.pk]), _("End this role"))

    act.short_description = _("state")
