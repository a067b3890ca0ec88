"""SMS through whatever gateway the hospital has: one POST of JSON, whose fields the settings name."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from people.models import Member

from .codes import Code
from .errors import NotNow, Refused
from .http import ask
from .message import Message

# Some seven parts of a long message; each is paid for.
MOST_LETTERS = 300
# The number or the text is at fault; whatever else a gateway says may be mended.
FINAL_STATUSES = {400, 404, 422}
HAD_IT = 409


class Sms:
    code = Code.SMS
    # About an hour: what is urgent is of no use tomorrow.
    most_attempts = 11

    def __init__(self, *, url: str, token: str = "", signature: str = "", fields: dict[str, str], good: str = ""):
        self.url, self.token, self.signature, self.fields, self.good = url, token, signature, fields, good

    def drops_a_second(self, since: datetime) -> bool:
        """A gateway promises nothing of the kind, so what may have arrived is not sent again."""
        return False

    def reaches(self, member: Member) -> bool:
        return bool(member.mobile)

    def send(self, message: Message) -> str:
        """Hand the message over; the address is left out where it would be cut. Raises what `errors` has."""
        words = f"{self.signature}{message.subject} {message.body}".strip()
        tail = f" {message.address}" if message.address else ""
        room = MOST_LETTERS - len(tail)
        text = (words if len(words) <= room else words[: room - 1] + "…") + tail
        values = {"mobile": message.recipient.mobile, "text": text, "id": message.key}
        data = {name: _put_in(value, values) for name, value in self.fields.items()}
        answer = ask(self.url, data, {"Authorization": f"Bearer {self.token}"} if self.token else {})
        if answer.status == HAD_IT:
            return ""
        if answer.status in FINAL_STATUSES:
            why = _("The SMS gateway does not take this number or this text (%(code)s).")
            raise Refused(why % {"code": answer.status})
        if not answer.is_good:
            raise NotNow(_("The SMS gateway refuses us (%(code)s).") % {"code": answer.status})
        self._check_said_good(answer.body)
        return ""

    def _check_said_good(self, body: dict) -> None:
        name, _equals, value = self.good.partition("=")
        said = body.get(name)
        if self.good and str(said) != value:
            raise Refused(_("The SMS gateway does not take it (%(code)s).") % {"code": said})


def _put_in(template: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template
