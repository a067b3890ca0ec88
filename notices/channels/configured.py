"""The channels of this hospital: mail always, the others where the settings name them."""

from datetime import datetime
from typing import Protocol

from django.conf import settings

from people.models import Member

from .codes import Code
from .dingtalk import DingTalk
from .mail import Mail
from .message import Message
from .sms import Sms
from .wecom import WeCom


class Channel(Protocol):
    """One way to a member.

    `most_attempts`: how often a message is tried before it has failed for good. `drops_a_second`: whether one that may
    have arrived at the moment `since` can be sent again, since nobody would see it twice.
    """

    code: Code
    most_attempts: int

    def drops_a_second(self, since: datetime) -> bool: ...

    def reaches(self, member: Member) -> bool: ...

    def send(self, message: Message) -> str: ...


CLASSES = {Code.WECOM: WeCom, Code.DINGTALK: DingTalk, Code.SMS: Sms}


def configured_channels() -> dict[Code, Channel]:
    """Return the channels by code, in the order in which they are tried."""
    found: dict[Code, Channel] = {Code.MAIL: Mail()}
    for code, channel_class in CLASSES.items():
        options = settings.NOTICE_CHANNELS.get(code.value)
        if options:
            found[code] = channel_class(**options)
    return {code: found[code] for code in Code if code in found}
