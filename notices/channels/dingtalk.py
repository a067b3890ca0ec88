"""DingTalk (钉钉): a work notice of one application to one member. What becomes of it the service says afterwards.

https://open.dingtalk.com/document/orgapp/obtain-the-access_token-of-an-internal-app (oauth2/accessToken),
/asynchronous-sending-of-enterprise-session-messages (asyncsend_v2),
/gets-the-result-of-sending-messages-asynchronously-to-the-enterprise (getsendresult).
"""

import json
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Member

from .accounts import account_of
from .codes import Code
from .errors import NotNow, Refused
from .http import Answer, ask
from .message import Message
from .tokens import KeptToken, TokenExpired

# Of the whole `msg`, as JSON.
MOST_BYTES = 2048
GOOD = 0
TOKEN_ERRORS = {"40014", "42001"}
UNKNOWN_PERSON = {"33012", "40003", "60121"}
# The same words to the same person today: it has them.
HAD_IT_TODAY = {"143106", "143206"}


class DingTalk:
    code = Code.DINGTALK
    most_attempts = 140

    def __init__(self, *, app_key: str, app_secret: str, agent_id: int, api: str, old_api: str):
        self.app_key, self.app_secret, self.agent_id = app_key, app_secret, agent_id
        self.api, self.old_api = api, old_api
        self.token = KeptToken(api, app_key, app_secret, fetch=self._fetch_token)

    def drops_a_second(self, since: datetime) -> bool:
        """The same words reach the same person once a day."""
        return timezone.localdate(since) == timezone.localdate()

    def reaches(self, member: Member) -> bool:
        return bool(member.employee_number)

    def send(self, message: Message) -> str:
        """Hand the message over; returns the number under which the service knows it. Raises what `errors` has."""
        answer = self._ask(
            "/topapi/message/corpconversation/asyncsend_v2",
            {
                "agent_id": self.agent_id,
                "userid_list": account_of(message.recipient, self.code),
                "to_all_user": False,
                "msg": _fitting(message),
            },
        )
        return str(answer.body.get("task_id", ""))

    def look_back(self, reference: str) -> None:
        """Ask what became of a message. Raises Refused when it did not arrive and will not."""
        query = {"agent_id": self.agent_id, "task_id": int(reference)}
        answer = self._ask("/topapi/message/corpconversation/getsendresult", query)
        result = answer.body.get("send_result") or {}
        if result.get("invalid_user_id_list"):
            raise Refused(_("DingTalk does not know this person."))
        held_back = {str(entry.get("code")) for entry in result.get("forbidden_list") or []}
        if result.get("failed_user_id_list") or held_back - HAD_IT_TODAY:
            codes = "、".join(sorted(held_back)) or "?"
            raise Refused(_("DingTalk has not handed it on (%(code)s).") % {"code": codes})

    def _fetch_token(self) -> tuple[str, int]:
        answer = ask(f"{self.api}/v1.0/oauth2/accessToken", {"appKey": self.app_key, "appSecret": self.app_secret})
        if not answer.is_good or not answer.body.get("accessToken"):
            raise NotNow(_("The service gives no token (%(code)s).") % {"code": answer.body.get("code", answer.status)})
        return answer.body["accessToken"], int(answer.body.get("expireIn", 7200))

    def _ask(self, path: str, data: dict) -> Answer:
        try:
            return self.token.used_by(lambda token: self._ask_with(path, data, token))
        except TokenExpired as error:
            raise NotNow(_("The service does not accept our token.")) from error

    def _ask_with(self, path: str, data: dict, token: str) -> Answer:
        answer = ask(f"{self.old_api}{path}?{urlencode({'access_token': token})}", data)
        error = answer.body.get("errcode")
        if error == GOOD:
            return answer
        # 88 wraps the error of the gate before the service.
        codes = {str(error), str(answer.body.get("sub_code", ""))}
        if codes & TOKEN_ERRORS:
            raise TokenExpired
        if codes & UNKNOWN_PERSON:
            raise Refused(_("DingTalk does not know this person."))
        shown = answer.body.get("sub_code") or ("?" if error is None else error)
        raise NotNow(_("DingTalk does not take it for now (%(code)s).") % {"code": shown})


def _fitting(message: Message) -> dict:
    """Return the message in the form of the service; within its limit also where JSON writes a sign with two bytes."""
    most = MOST_BYTES
    while True:
        shaped = {"msgtype": "text", "text": {"content": message.text(most)}}
        excess = len(json.dumps(shaped, ensure_ascii=False).encode()) - MOST_BYTES
        if excess <= 0:
            return shaped
        # A sign that takes two bytes in JSON takes one or more here.
        most -= max(excess // 2, 1)
