"""The page of a draw: everything to do it again, and nobody's name."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from signups.actions.signing_up import sign_up
from signups.draws.committing import commit_to_seeds
from signups.draws.drawing import draw
from signups.draws.recompute import faults_of
from signups.models import Draw, DrawSeed, Session, SignUpTerms
from tests.factories import MemberFactory, SessionFactory
from tests.list_costs import queries_for

DRAW = SignUpTerms.Mode.DRAW


@pytest.fixture
def session(site):
    made = SessionFactory(
        mode=DRAW,
        capacity=2,
        first_timers_first=True,
        seniority_counts=True,
        closes_at=timezone.now() + timedelta(hours=1),
    )
    commit_to_seeds()
    return made


def page_of(session):
    return f"/sessions/{session.pk}/draw/"


def take_part(session, number):
    members = MemberFactory.create_batch(number)
    for member in members:
        sign_up(member, session)
    return members


def close(session):
    Session.objects.filter(pk=session.pk).update(closes_at=timezone.now())


def drawn(session, number=4):
    members = take_part(session, number)
    close(session)
    draw(session)
    return members


def test_before_the_draw_the_promise_is_public_and_the_seed_is_not(client, session):
    seed = DrawSeed.objects.get(session=session)
    answer = client.get(page_of(session)).content.decode()
    assert seed.commitment in answer
    assert seed.sealed not in answer
    assert client.get(f"{page_of(session)}file/").status_code == 404


def test_afterwards_everybody_reads_seed_and_order_and_no_name(client, session):
    members = drawn(session)
    answer = client.get(page_of(session)).content.decode()
    assert Draw.objects.get().seed in answer
    for member in members:
        assert member.name not in answer
        assert member.employee_number not in answer


def test_the_file_is_all_that_the_program_needs_and_names_nobody(client, session, tmp_path):
    members = drawn(session)
    response = client.get(f"{page_of(session)}file/")
    assert "attachment" in response["Content-Disposition"]
    file = json.loads(response.content)
    assert faults_of(file) == []
    assert not any(member.name in response.content.decode() for member in members)
    path = tmp_path / "draw.json"
    path.write_bytes(response.content)
    said = StringIO()
    call_command("recompute_draw", str(path), stdout=said)
    assert "4 entries" in said.getvalue()


def test_only_i_see_which_entry_is_mine(client, session):
    me, other, *_rest = drawn(session)
    client.force_login(me)
    mine = client.get(page_of(session))
    assert [entry.sign_up.member for entry in mine.context["mine"]] == [me]
    assert me.name in mine.content.decode()
    client.force_login(other)
    assert [entry.sign_up.member for entry in client.get(page_of(session)).context["mine"]] == [other]
    client.force_login(MemberFactory())
    assert client.get(page_of(session)).context["mine"] == []


def test_the_page_costs_the_same_for_one_entry_and_for_twenty(client, session):
    other = SessionFactory(
        mode=DRAW,
        capacity=2,
        starts_at=timezone.now() + timedelta(days=9),
        closes_at=timezone.now() + timedelta(hours=1),
    )
    drawn(session, 1)
    drawn(other, 20)
    assert len(queries_for(client, page_of(session))) == len(queries_for(client, page_of(other)))


def test_what_is_not_drawn_has_no_such_page(client, site):
    assert client.get(page_of(SessionFactory())).status_code == 404


def test_the_program_is_there_to_be_read(client, db):
    response = client.get("/draws/recompute.py")
    assert response["Content-Type"].startswith("text/plain")
    assert b"def in_order" in response.content


@pytest.mark.parametrize("role", ["officer", "chair"])
def test_whoever_keeps_the_list_draws_once_it_has_closed(client, session, role):
    take_part(session, 3)
    keeper = MemberFactory(**{role: True})
    client.force_login(keeper)
    client.post(f"/sessions/{session.pk}/list/draw/")
    assert not Draw.objects.exists()
    close(session)
    client.post(f"/sessions/{session.pk}/list/draw/")
    client.post(f"/sessions/{session.pk}/list/draw/")
    assert Draw.objects.get().drawn_by == keeper


@pytest.mark.parametrize("role", [{}, {"librarian": True}, {"administrator": True}])
def test_nobody_else_draws(client, session, role):
    take_part(session, 3)
    close(session)
    client.force_login(MemberFactory(**role))
    assert client.post(f"/sessions/{session.pk}/list/draw/").status_code == 404
    client.logout()
    assert client.post(f"/sessions/{session.pk}/list/draw/").status_code == 302
    assert not Draw.objects.exists()


def test_the_command_recomputes_what_is_kept_and_finds_what_was_changed(session, tmp_path, client):
    drawn(session)
    said = StringIO()
    call_command("recompute_draw", str(session.pk), stdout=said)
    assert "4 entries" in said.getvalue()
    file = json.loads(client.get(f"{page_of(session)}file/").content)
    file["entries"][0]["weight"] += 1
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    with pytest.raises(CommandError, match="list of entries"):
        call_command("recompute_draw", str(path))


@pytest.mark.parametrize("content", ["{}", "[]", "not json", '{"algorithm": "staffhome-draw-1"}'])
def test_the_command_says_what_is_wrong_with_a_file(content, tmp_path, db):
    path = tmp_path / "draw.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("recompute_draw", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("recompute_draw", str(tmp_path / "missing.json"))


def test_the_page_of_the_date_leads_there(client, session):
    client.force_login(MemberFactory())
    assert page_of(session) in client.get(f"/sessions/{session.pk}/").content.decode()
