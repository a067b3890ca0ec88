from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..channels.codes import Code
from ..hours import Window


def office_quiet_from():
    return settings.QUIET_HOURS and settings.QUIET_HOURS[0]


def office_quiet_until():
    return settings.QUIET_HOURS and settings.QUIET_HOURS[1]


@register_setting(icon="mail")
class NoticeSettings(BaseGenericSetting):
    """The quiet hours of everybody who has not chosen their own."""

    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True, default=office_quiet_from)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True, default=office_quiet_until)

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("quiet_from"), FieldPanel("quiet_until")])],
            heading=_("Quiet hours"),
            help_text=_(
                "What arrives meanwhile stands in the inbox at once and rings afterwards. Everybody may choose other "
                "hours. Leave both empty for none."
            ),
        )
    ]

    class Meta:
        verbose_name = _("settings of notices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="notices_noticesettings_both_or_none",
                violation_error_message=_("Quiet hours need a beginning and an end."),
            ),
        ]

    @classmethod
    def current(cls) -> "NoticeSettings":
        """Return what the office has set, or the defaults; unlike `load` it never writes."""
        return cls.objects.first() or cls()

    @property
    def window(self) -> Window | None:
        return Window.between(self.quiet_from, self.quiet_until)


class Preferences(models.Model):
    """How one member wants to hear of notices. Whoever has none hears by the first channel, outside office hours."""

    class Way(models.TextChoices):
        FIRST = "", _("the first that reaches me")
        INBOX = "inbox", _("only the inbox here")
        WECOM = Code.WECOM.value, Code.WECOM.label
        DINGTALK = Code.DINGTALK.value, Code.DINGTALK.label
        MAIL = Code.MAIL.value, Code.MAIL.label

    class Quiet(models.TextChoices):
        OFFICE = "office", _("the hours of the house")
        OWN = "own", _("hours of my own")
        NEVER = "never", _("no quiet hours")

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences", verbose_name=_("member")
    )
    way = models.CharField(_("by which way"), max_length=10, choices=Way, blank=True, default=Way.FIRST)
    sms_if_urgent = models.BooleanField(_("Urgent notices also by SMS"), default=False)
    quiet = models.CharField(_("quiet hours"), max_length=6, choices=Quiet, default=Quiet.OFFICE)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    urgent_comes_through = models.BooleanField(_("Urgent notices come through all the same"), default=True)
    digest_at = models.TimeField(_("one message a day at"), null=True, blank=True)
    unwanted_kinds = ArrayField(
        models.CharField(max_length=40), verbose_name=_("what I do not want"), default=list, blank=True
    )

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(quiet="own") | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="notices_preferences_own_hours",
                violation_error_message=_("Quiet hours need a beginning and an end."),
            ),
        ]
        verbose_name = _("preferences for notices")
        verbose_name_plural = _("preferences for notices")

    def __str__(self):
        return str(self.member)

    def window(self, of_office: Window | None) -> Window | None:
        """Return the member's quiet hours, or None; `of_office` are those of the house."""
        if self.quiet == self.Quiet.OFFICE:
            return of_office
        return Window.between(self.quiet_from, self.quiet_until) if self.quiet == self.Quiet.OWN else None


class WorkAccount(models.Model):
    """The account of a member at a service that does not know the person by the employee number."""

    SERVICES = [(Code.WECOM.value, Code.WECOM.label), (Code.DINGTALK.value, Code.DINGTALK.label)]

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="work_accounts", verbose_name=_("member")
    )
    channel = models.CharField(_("service"), max_length=10, choices=SERVICES)
    account = models.CharField(_("account at the service"), max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["member__pinyin", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "channel"],
                name="notices_workaccount_one_per_member",
                violation_error_message=_("This member has an account at this service already."),
            ),
            models.UniqueConstraint(
                fields=["channel", "account"],
                name="notices_workaccount_one_member",
                violation_error_message=_("Another member has this account."),
            ),
        ]
        verbose_name = _("account at WeCom or DingTalk")
        verbose_name_plural = _("accounts at WeCom or DingTalk")

    def __str__(self):
        # The log of the editor keeps it for good, the account itself only until the member's closes.
        return f"{self.member}: {self.get_channel_display()}"
