"""Asks addresses in one role, undoes what came of it, and says what was read or changed that is not theirs."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client

from activities.models import ClubLeader
from cms.act_addresses import page_of_act
from people.bodies.sitting import who_sits_on
from people.models import Body, Member, Role
from tests.approval.attack import LEAST, Writes, filled_in

from .addresses import FAILING, Door
from .person import Cast, Person
from .places import Place
from .reading import text_of
from .records import RECORDS, Record
from .roles import ADMINISTRATORS, EDITORS, Tie, Who

RECORD_OF = {label: record for record in RECORDS.values() for label in record.models}
TABLES = {label: apps.get_model(label)._meta.db_table for label in RECORD_OF}
A_DAY = 24 * 60 * 60
# Fields by which a form, or a tampered one, names a person.
NAMING = [
    *["member", "recipient", "user", "owner", "principal", "deputy", "by", "named_by", "sender", "leader", "head"],
    *["chair", "person", "viewer", "uploaded_by", "granted_by", "donor", "members", "id", "pk", "recipient_id"],
]
SAID = {
    "role": "chair",
    "mark_as_active": "False",
    "is_superuser": "on",
    "is_active": "on",
    "first_date": "2099-01-01",
    "last_date": "2099-01-02",
    "leavers": "1",
    "confirm": "on",
    "account": "tampered",
    "channel": "dingtalk",
    "way": "inbox",
    "quiet": "never",
    "mobile": "13700000001",
    "email": "tampered@matrix.example",
    "seen_at": "2099-01-01T00:00:00+08:00",
    "next": "/admin/",
}


def rows_now() -> dict[tuple[str, str], str]:
    """Return a digest of every row about people, by model and key."""
    parts = [
        f"SELECT '{label}', t.{_key_of(label)}::text, md5(t::text) FROM \"{table}\" t"
        for label, table in TABLES.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {(label, pk): digest for label, pk, digest in cursor}


def _key_of(label: str) -> str:
    return f'"{apps.get_model(label)._meta.pk.column}"'


def owners_of(label: str, pk: str) -> set[int]:
    """Return whose a row is."""
    paths = RECORD_OF[label].models[label]
    row = apps.get_model(label)._base_manager.filter(pk=pk).values_list(*paths).first() if paths else None
    return {owner for owner in row or () if owner is not None}


@contextmanager
def forms_noted() -> Iterator[list[dict]]:
    """Yield what the pages that are drawn meanwhile were drawn from."""
    draw, shown = Template.render, []

    def drawn(template, context=None, request=None):
        shown.append(context or {})
        return draw(template, context, request)

    Template.render = drawn
    try:
        yield shown
    finally:
        Template.render = draw


@dataclass
class Found:
    """What came of a walk."""

    asked: int = 0
    read: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    # Let in, or told more than “there is no such thing”, where that should not be.
    let_in: list[str] = field(default_factory=list)
    # By route: the answers, with whose id was asked for and by which method.
    answers: dict[str, set[tuple[str, str, int]]] = field(default_factory=lambda: defaultdict(set))
    # What was rightly read: kind of mark and by what right.
    seen: set[tuple[str, Who | Tie]] = field(default_factory=set)
    written: set[tuple[str, Who | Tie]] = field(default_factory=set)

    @property
    def wrong(self) -> list[str]:
        return sorted({*self.read, *self.changed, *self.failed, *self.let_in})


class Walk:
    """The questions of one role."""

    def __init__(self, cast: Cast, who: Who, doors: dict[str, Door]):
        self.cast, self.who, self.doors = cast, who, doors
        self.person: Person | None = cast.askers.get(who)
        self.client = Client(raise_request_exception=False)
        if self.person:
            self.client.force_login(self.person.member)
            # As whoever has just typed the password, however long the walk takes: else what asks for it once more
            # answers all ids alike.
            own = self.client.session
            own["account_authentication_methods"] = [{"method": "password", "at": time.time() + A_DAY}]
            own["account_authentication_methods_user"] = str(self.person.pk)
            own.save()
        session = self.client.cookies.get(settings.SESSION_COOKIE_NAME)
        self.key = session.value if session else None
        self.writes, self.found = Writes(), Found()
        self.before = rows_now()
        self.others = [person for person in cast.people() if person is not self.person]
        # Whoever objects to a list: those who may have to answer are told, and who wrote it. Whoever leaves a club: its
        # leaders.
        office = Member.objects.holding(Role.CHAIR, Role.DEPUTY_CHAIR, Role.PUBLICITY_OFFICER)
        self.told = {*office.values_list("pk", flat=True), *(each.pk for each in who_sits_on(Body.Kind.AUDIT))}
        self.told |= set(ClubLeader.objects.values_list("member", flat=True))

    def go(self, places: Iterable[Place], methods: Iterable[str] = ("GET", "POST"), thorough: bool = True) -> Found:
        """Ask everything by these methods. Where it need not be thorough, forms are sent once, in a stranger's name;
        those who give roles also send them in their own.
        """
        with forms_noted() as shown, connection.execute_wrapper(self.writes):
            for place in places:
                shown.clear()
                if "GET" in methods:
                    self.ask(place, "GET")
                if "HEAD" in methods:
                    self.ask(place, "HEAD")
                if "POST" in methods:
                    # The page is drawn before what it is put together from.
                    filled = filled_in(shown[::-1])
                    if thorough:
                        self.ask(place, "POST", {})
                    for tampered in self.tampered(place, thorough or self.who in ADMINISTRATORS):
                        self.ask(place, "POST", {**LEAST, **filled, **tampered})
                for method in ("PUT", "PATCH", "DELETE"):
                    if method in methods:
                        self.ask(place, method)
        self._compare_with_made_up()
        return self.found

    def tampered(self, place: Place, own_too: bool) -> Iterator[dict]:
        """Yield what is sent beside a form: in somebody else's name, and for oneself what others give."""
        for person in (self.cast.stranger, self.person if own_too else None):
            if person is None:
                continue
            named = dict.fromkeys(NAMING, person.pk)
            numbers = {"numbers": person.member.employee_number, "choice": "members"}
            yield {**named, **numbers, **SAID}
            if "assign_role" in place.address:
                yield {"role": Group.objects.get(name="工会主席").pk}

    def ask(self, place: Place, method: str, data: dict | None = None) -> None:
        self.writes.seen = False
        self.found.asked += 1
        with transaction.atomic():
            if data is None:
                answer = self.client.generic(method, place.address)
            else:
                answer = self.client.post(place.address, data)
            text = text_of(answer)
            self._note(place, method, answer)
            if not connection.needs_rollback:
                self._note_read(place, method, text)
                if self.writes.seen:
                    self._note_changed(place, method)
            elif answer.status_code != 500:
                self.found.failed.append(f"{self._at(place, method)}: the transaction broke")
            transaction.set_rollback(True)
        # Whoever was signed out by an address comes back.
        self.client.cookies.clear()
        if self.key:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.key

    def _at(self, place: Place, method: str) -> str:
        return f"{self.who.value}: {method} {place.route} ({place.whose})"

    def _note(self, place: Place, method: str, answer) -> None:
        found, door, at = self.found, self.doors.get(place.route), self._at(place, method)
        found.answers[place.route].add((place.whose, method, answer.status_code))
        if answer.status_code >= 500 and place.route not in FAILING:
            found.failed.append(f"{at}: {answer.status_code}")
        if door is None:
            return
        if self.who not in door.who:
            if not refused(answer):
                found.let_in.append(f"{at}: {answer.status_code}, and it is not for them")
        elif door.own and self._is_not_theirs(place) and answer.status_code not in (404, 405) and not led_back(answer):
            found.let_in.append(f"{at}: {answer.status_code} instead of 404")

    def _is_not_theirs(self, place: Place) -> bool:
        if place.whose == "colleague" and Tie.LEADS in self.ties({self.cast.colleague.pk}):
            return False
        return place.whose in ("colleague", "stranger", "made up")

    def _compare_with_made_up(self) -> None:
        """Whoever is refused does not learn from the refusal whether there is such a record. Editors do: Wagtail looks
        for a record before it asks who may see it.
        """
        if self.who in EDITORS:
            return
        for route, answers in self.found.answers.items():
            door = self.doors.get(route)
            if door is None or self.who in door.who:
                continue
            for method in {method for _whose, method, _status in answers}:
                said = {whose: set() for whose in ("stranger", "made up")}
                for whose, by, status in answers:
                    if by == method and whose in said:
                        said[whose].add(status)
                if said["stranger"] and said["made up"] and said["stranger"] != said["made up"]:
                    self.found.let_in.append(f"{self.who.value}: {method} {route} tells which ids there are: {said}")

    def ties(self, owners: set[int]) -> set[Tie]:
        found = set()
        if self.person and self.person.pk in owners:
            found.add(Tie.SELF)
        led = {person.pk for person in self.cast.people() if person.member.union_group_id == self.cast.group.pk}
        if self.who in (Who.GROUP_LEADER, Who.BRANCH_CHAIR) and led & owners:
            found.add(Tie.LEADS)
        if self.person and (self.told | {self.cast.bystanders[self.person.member.union_group_id].pk}) & owners:
            found.add(Tie.TOLD)
        return found

    def _note_read(self, place: Place, method: str, text: str) -> None:
        for person in self.others:
            self._note_read_of(place, method, text, person)
        if self.person:
            for kind, words in self.person.marks.items():
                if any(word in text for word in words):
                    self.found.seen.add((kind, Tie.SELF))

    def _note_read_of(self, place: Place, method: str, text: str, person: Person) -> None:
        for kind, words in person.marks.items():
            word = next((word for word in words if word in text), None)
            if word is None:
                continue
            rights = ({self.who} | self.ties({person.pk})) & RECORDS[kind].read
            door = self.doors.get(place.route)
            if rights:
                self.found.seen |= {(kind, right) for right in rights}
            elif door and self.who in (door.shown_to or door.who) and kind in door.shows:
                self.found.seen.add((kind, self.who))
            else:
                self.found.read.append(f"{self._at(place, method)} shows {RECORDS[kind].words}: {word}")

    def _note_changed(self, place: Place, method: str) -> None:
        now = rows_now()
        rows = [row for row in {*now, *self.before} if now.get(row) != self.before.get(row)]
        owners_by_row = {row: owners_of(*row) if row in now else self.cast.owners.get(row, set()) for row in rows}
        for row, owners in owners_by_row.items():
            label, record = row[0], RECORD_OF[row[0]]
            act = "changed" if row in self.before else "made"
            if any(leader[0] == record.follows and owners == whose for leader, whose in owners_by_row.items()):
                continue
            rights = self._rights(record, act, owners)
            if rights:
                self.found.written |= {(label, right) for right in rights}
            else:
                whose = "own" if self.person and self.person.pk in owners else "of others"
                self.found.changed.append(f"{self._at(place, method)} {act} {label} ({whose}): {record.words}")

    def _rights(self, record: Record, act: str, owners: set[int]) -> set:
        ties = self.ties(owners)
        if Tie.SELF in ties and not record.own_too:
            return set()
        return ({self.who} | ties) & getattr(record, act)


def refused(answer) -> bool:
    """True when an address does not let somebody in: to the door, to the first page of the admin, or to the page of an
    act, which is asked for itself.
    """
    if answer.status_code == 302:
        doors = ("/accounts/login/", "/admin/login/")
        return answer["Location"].startswith(doors) or answer["Location"] == "/admin/" or led_back(answer)
    return answer.status_code in (400, 403, 404, 405)


def led_back(answer) -> bool:
    """True where an address that takes forms alone was only looked at, and named the page that it belongs to."""
    request = answer.wsgi_request
    if answer.status_code != 302 or request.method not in ("GET", "HEAD") or not request.resolver_match:
        return False
    return answer["Location"] == page_of_act(request.resolver_match)
