"""WeCom (企业微信): a message of one application to one member.

https://developer.work.weixin.qq.com/document/path/91039 (gettoken), /90236 (message/send), /90313 (error codes).
"""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Member

from .accounts import account_of
from .codes import Code
from .errors import NotNow, Refused
from .http import ask
from .message import Message
from .tokens import KeptToken, TokenExpired

MOST_BYTES = 2048
# As long as the service can be asked to drop a second message of the same words.
REMEMBERED = timedelta(hours=4)
GOOD = 0
TOKEN_ERRORS = {40014, 41001, 42001}
# Nobody of this name, or out of the application's sight; 81013 and 82001 say so of all recipients together.
UNKNOWN_PERSON = {40003, 40031, 60111, 81013, 82001}
# The text itself: too long, or empty.
BAD_TEXT = {44004, 45002}


class WeCom:
    code = Code.WECOM
    most_attempts = 140

    def __init__(self, *, corp_id: str, agent_id: int, secret: str, api: str):
        self.corp_id, self.agent_id, self.secret, self.api = corp_id, agent_id, secret, api
        self.token = KeptToken(api, corp_id, str(agent_id), secret, fetch=self._fetch_token)

    def drops_a_second(self, since: datetime) -> bool:
        return timezone.now() - since < REMEMBERED

    def reaches(self, member: Member) -> bool:
        return bool(member.employee_number)

    def send(self, message: Message) -> str:
        """Hand the message over. Raises what `errors` has."""
        try:
            return self.token.used_by(lambda token: self._send(message, token))
        except TokenExpired as error:
            raise NotNow(_("The service does not accept our token.")) from error

    def _fetch_token(self) -> tuple[str, int]:
        answer = ask(f"{self.api}/cgi-bin/gettoken?{urlencode({'corpid': self.corp_id, 'corpsecret': self.secret})}")
        if answer.body.get("errcode") != GOOD or not answer.body.get("access_token"):
            raise NotNow(_("The service gives no token (%(code)s).") % {"code": answer.body.get("errcode", "?")})
        return answer.body["access_token"], int(answer.body.get("expires_in", 7200))

    def _send(self, message: Message, token: str) -> str:
        answer = ask(
            f"{self.api}/cgi-bin/message/send?{urlencode({'access_token': token})}",
            {
                "touser": account_of(message.recipient, self.code),
                "msgtype": "text",
                "agentid": self.agent_id,
                "text": {"content": message.text(MOST_BYTES)},
                "enable_duplicate_check": 1,
                "duplicate_check_interval": int(REMEMBERED.total_seconds()),
            },
        )
        error = answer.body.get("errcode")
        if error in TOKEN_ERRORS:
            raise TokenExpired
        if error in UNKNOWN_PERSON or (error == GOOD and answer.body.get("invaliduser")):
            raise Refused(_("WeCom does not know this person, or the application may not write to them."))
        if error == GOOD and answer.body.get("unlicenseduser"):
            raise Refused(_("This person has no WeCom licence for messages of applications."))
        if error in BAD_TEXT:
            raise Refused(_("WeCom does not take this text (%(code)s).") % {"code": error})
        if error != GOOD:
            raise NotNow(_("WeCom does not take it for now (%(code)s).") % {"code": "?" if error is None else error})
        return str(answer.body.get("msgid", ""))
