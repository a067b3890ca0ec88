"""What is no notice and still goes out by SMS, such as a code to sign in with."""

import logging

from people.models import Member

from .codes import Code
from .configured import configured_channels
from .errors import NotNow, Refused, Unanswered
from .message import Message

logger = logging.getLogger(__name__)


class GatewayTexter:
    """Hands short texts to the SMS gateway, where there is one."""

    def is_set_up(self) -> bool:
        return Code.SMS in configured_channels()

    def send(self, member: Member, text: str, *, key: str) -> None:
        """Send it. Raises `NotNow`, for which another attempt is worth it; what may have arrived is not sent again."""
        try:
            configured_channels()[Code.SMS].send(Message(member, key, text))
        except NotNow:
            raise
        except (Refused, Unanswered) as error:
            logger.warning("An SMS to member %s has not gone out: %s", member.pk, error)
