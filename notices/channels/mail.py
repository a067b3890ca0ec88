"""Mail, by the server that EMAIL_URL names."""

import logging
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from people.models import Member

from .codes import Code
from .errors import Refused
from .message import Message

logger = logging.getLogger(__name__)
# Replies of 500 and more are for good (RFC 5321, 4.2.1).
FOR_GOOD = 500


class Mail:
    code = Code.MAIL
    most_attempts = 140

    def drops_a_second(self, since: datetime) -> bool:
        """Sent again after all it has the same Message-ID, so that mail servers can tell."""
        return True

    def reaches(self, member: Member) -> bool:
        return bool(member.email)

    def send(self, message: Message) -> str:
        """Hand the message to the mail server; raises what went wrong, Refused when the address is wrong for good."""
        with translation.override(settings.LANGUAGE_CODE):
            text = render_to_string("notices/mail/notice.txt", {"message": message})
        server = get_connection()
        server.open()
        try:
            _letter(message, text, server).send()
        except SMTPRecipientsRefused as refusal:
            if all(code >= FOR_GOOD for code, _reply in refusal.recipients.values()):
                raise Refused(_("The mail server does not know this address.")) from refusal
            raise
        finally:
            _take_leave(server)
        return ""


def _letter(message: Message, text: str, server) -> EmailMessage:
    # Of this site: a mail server may drop the same id when another installation sends it.
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return EmailMessage(
        subject=message.subject,
        body=text,
        to=[message.recipient.email],
        headers={"Message-ID": f"<{message.key}@{site}>"},
        connection=server,
    )


def _take_leave(server) -> None:
    """Hang up. A server that falls silent now has taken the mail, and must not be given it again."""
    try:
        server.close()
    except OSError:
        logger.warning("The mail server did not say goodbye", exc_info=True)
