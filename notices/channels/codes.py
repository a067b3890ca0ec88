from django.db import models
from django.utils.translation import gettext_lazy as _


class Code(models.TextChoices):
    """The channels beside the inbox, in the order in which they are tried; SMS is for what is urgent."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    MAIL = "mail", _("e-mail")
    SMS = "sms", _("SMS")
