"""The pages of a member: what they show, and what is sent to them."""

import re
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from signups.models import SignUp

HTMX = {"HX-Request": "true"}
BUTTON = 'class="button act__button"'


def hours(number: float):
    return timezone.now() + timedelta(hours=number)


def shown(client, session) -> str:
    answer = client.get(f"/sessions/{session.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def ask(client, session, *, htmx=True, **data):
    data.setdefault("attempt", uuid4())
    return client.post(f"/sessions/{session.pk}/sign-up/", data, headers=HTMX if htmx else {})


def act(client, row, verb, *, htmx=True, **data):
    return client.post(f"/me/sign-ups/{row.pk}/{verb}/", data, headers=HTMX if htmx else {})


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def own(member) -> list[str]:
    return list(SignUp.objects.filter(member=member).order_by("pk").values_list("state", flat=True))
