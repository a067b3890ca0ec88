"""The pages of a group leader and of whoever keeps the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signups.actions.signing_up import sign_up
from signups.models import SignUp, SignUpTerms
from signups.quotas.naming import name_person
from signups.quotas.pools import Share, set_pools
from tests.factories import BranchFactory, MemberFactory, OfferingFactory, SessionFactory, UnionGroupFactory
from tests.list_costs import queries_for

Mode, State = SignUpTerms.Mode, SignUp.State


@pytest.fixture
def leader(site):
    return MemberFactory(name="组长甲")


@pytest.fixture
def group(leader):
    return UnionGroupFactory(branch=BranchFactory(chair=MemberFactory()), leader=leader)


@pytest.fixture
def session(group):
    made = SessionFactory(mode=Mode.QUOTA, capacity=6)
    set_pools(made, [Share(group, 3)], MemberFactory())
    return made


@pytest.fixture
def office(site):
    return MemberFactory(officer=True)


def page_of(session):
    return f"/sessions/{session.pk}/group/"


def name(client, session, part, people=(), names=""):
    key = f"part{part}"
    return client.post(
        page_of(session), {"part": part, f"{key}-people": [each.pk for each in people], f"{key}-names": names}
    )


class TestTheLeader:
    def test_ticks_and_pastes_and_reads_what_became_of_each(self, client, leader, group, session):
        ticked, pasted = MemberFactory.create_batch(2, union_group=group)
        stranger = MemberFactory(name="外组王五", union_group=UnionGroupFactory())
        client.force_login(leader)
        part = session.pools.get().pk
        answer = name(client, session, part, [ticked], f"{pasted.employee_number}、外组王五，没有这人\n{ticked.name}")
        outcomes = [(outcome.words, outcome.row and outcome.row.member) for outcome in answer.context["outcomes"]]
        assert outcomes == [
            (ticked.name, ticked),
            (pasted.employee_number, pasted),
            ("外组王五", None),
            ("没有这人", None),
            (ticked.name, None),
        ]
        said = [outcome.sentence for outcome in answer.context["outcomes"]]
        # Somebody of another group and nobody at all look the same.
        assert said[2] == said[3]
        assert set(session.sign_ups.values_list("member", flat=True)) == {ticked.pk, pasted.pk}
        assert not stranger.sign_ups.exists()

    def test_never_sees_anybody_of_another_group(self, client, leader, group, session):
        other_leader = MemberFactory()
        other = UnionGroupFactory(branch=group.branch, leader=other_leader)
        set_pools(session, [Share(group, 2), Share(other, 2)], MemberFactory())
        mine, theirs = MemberFactory(name="本组甲", union_group=group), MemberFactory(name="邻组乙", union_group=other)
        name_person(leader, mine, session)
        name_person(other_leader, theirs, session)
        MemberFactory(name="邻组丙", union_group=other)
        client.force_login(leader)
        for address in (page_of(session), "/me/group-places/", "/me/"):
            answer = client.get(address).content.decode()
            assert "邻组" not in answer
            assert other.name not in answer
        client.force_login(group.branch.chair)
        assert "邻组乙" in client.get(page_of(session)).content.decode()

    def test_names_nobody_through_another_groups_part(self, client, leader, group, session):
        other = UnionGroupFactory(leader=MemberFactory())
        set_pools(session, [Share(group, 2), Share(other, 2)], MemberFactory())
        theirs = MemberFactory(union_group=other)
        client.force_login(leader)
        part = session.pools.get(union_group=other).pk
        assert name(client, session, part, [theirs]).status_code == 404
        own = session.pools.get(union_group=group).pk
        MemberFactory(union_group=group)
        assert name(client, session, own, [theirs]).status_code == 422
        assert not session.sign_ups.exists()

    def test_sends_nothing_and_is_told_so(self, client, leader, group, session):
        MemberFactory(union_group=group)
        client.force_login(leader)
        assert name(client, session, session.pools.get().pk).status_code == 422

    def test_takes_back_whom_they_have_named(self, client, leader, group, session):
        row = name_person(leader, MemberFactory(union_group=group), session)
        address = f"{page_of(session)}{row.pk}/take-back/"
        client.force_login(MemberFactory())
        assert client.post(address).status_code == 404
        client.force_login(leader)
        client.post(address)
        row.refresh_from_db()
        assert row.state == State.CANCELLED

    def test_finds_the_dates_on_the_own_page_with_what_is_left(self, client, leader, group, session):
        name_person(leader, MemberFactory(union_group=group), session)
        client.force_login(leader)
        for address in ("/me/", "/me/group-places/"):
            answer = client.get(address).content.decode()
            assert session.offering.title in answer
            assert page_of(session) in answer
        (date,) = client.get("/me/group-places/").context["shown"]
        assert (date.places, date.named, date.left) == (3, 1, 2)

    def test_signs_people_up_for_what_is_first_come(self, client, leader, group):
        open_date = SessionFactory(capacity=1)
        first, second = MemberFactory.create_batch(2, union_group=group)
        client.force_login(leader)
        assert page_of(open_date) in client.get(f"/sessions/{open_date.pk}/").content.decode()
        answer = name(client, open_date, 0, [], f"{first.name}\n{second.name}")
        assert [outcome.row.state for outcome in answer.context["outcomes"]] == [State.CONFIRMED, State.WAITING]

    @pytest.mark.parametrize("role", [{}, {"officer": True}, {"chair": True}, {"administrator": True}])
    def test_nobody_else_has_these_pages(self, client, session, role):
        client.force_login(MemberFactory(**role))
        assert client.get(page_of(session)).status_code == 404
        assert list(client.get("/me/group-places/").context["shown"]) == []
        client.logout()
        assert client.get(page_of(session)).status_code == 302

    def test_the_pages_cost_the_same_for_one_of_everything_and_for_twenty(self, client, leader, group, session):
        MemberFactory(union_group=group)
        client.force_login(leader)
        addresses = [page_of(session), "/me/group-places/"]
        before = [len(queries_for(client, address)) for address in addresses]
        offering = OfferingFactory(mode=Mode.QUOTA, capacity=30)
        for number in range(20):
            begins = timezone.now() + timedelta(days=4 + number)
            set_pools(SessionFactory(offering=offering, starts_at=begins), [Share(group, 2)], leader)
        set_pools(session, [Share(group, 6)], leader)
        for number, member in enumerate(MemberFactory.create_batch(20, union_group=group)):
            if number < 5:
                name_person(leader, member, session)
        assert [len(queries_for(client, address)) for address in addresses] == before


class TestOtherMembers:
    def panel(self, client, session):
        panels = {each["template"]: each["panel"] for each in client.get(f"/sessions/{session.pk}/").context["panels"]}
        return panels.get("signups/quotas/member_panel.html")

    def test_read_who_puts_people_forward_and_whether_their_group_has_places(self, client, leader, group, session):
        for member, has_places in ((MemberFactory(union_group=group), True), (MemberFactory(), False)):
            client.force_login(member)
            assert self.panel(client, session) == {"has_places": has_places, "is_open": True}

    def test_the_leader_reads_the_own_panel_instead(self, client, leader, session):
        client.force_login(leader)
        assert self.panel(client, session) is None

    def test_nothing_of_it_where_everybody_signs_up(self, client, site):
        client.force_login(MemberFactory())
        assert self.panel(client, SessionFactory()) is None


class TestTheOffice:
    def test_sets_the_places_as_they_come_out_of_a_sheet(self, client, office, group, session):
        client.force_login(office)
        address = f"/sessions/{session.pk}/list/pools/"
        other = UnionGroupFactory()
        assert group.name in client.get(address).content.decode()
        assert client.post(address, {"shares": f"{group.name}\t1\n{other.name}\t2"}).status_code == 302
        assert dict(session.pools.values_list("union_group", "places")) == {group.pk: 1, other.pk: 2}
        refused = client.post(address, {"shares": f"{group.name}\t1\n{other.name}\t9"})
        assert refused.status_code == 422
        assert "10" in str(refused.context["form"].errors["shares"])
        assert dict(session.pools.values_list("union_group", "places")) == {group.pk: 1, other.pk: 2}

    def test_admits_a_group_and_refuses_with_a_reason(self, client, office, leader, group, session):
        rows = [name_person(leader, member, session) for member in MemberFactory.create_batch(3, union_group=group)]
        client.force_login(office)
        address = f"/sessions/{session.pk}/list/groups/"
        assert all(row.member.name in client.get(address).content.decode() for row in rows)
        client.post(address, {"act": "admit", "chosen": [rows[0].pk, rows[1].pk]})
        client.post(address, {"act": "refuse", "chosen": [rows[2].pk], "reason": " "})
        assert list(session.sign_ups.order_by("pk").values_list("state", flat=True)) == [
            State.CONFIRMED,
            State.CONFIRMED,
            State.REQUESTED,
        ]
        client.post(address, {"act": "refuse", "chosen": [rows[2].pk], "reason": "名额已满"})
        rows[2].refresh_from_db()
        assert (rows[2].state, rows[2].reason) == (State.REFUSED, "名额已满")

    def test_decides_on_nothing_of_another_date(self, client, office, leader, group, session):
        row = name_person(leader, MemberFactory(union_group=group), session)
        client.force_login(office)
        for act in ("admit", "refuse"):
            client.post(
                f"/sessions/{SessionFactory().pk}/list/groups/", {"act": act, "chosen": [row.pk], "reason": "否"}
            )
        row.refresh_from_db()
        assert row.state == State.REQUESTED

    def test_opens_the_places_to_all(self, client, office, group):
        session = SessionFactory(capacity=1)
        set_pools(session, [Share(group, 1)], office)
        row = sign_up(MemberFactory(), session)[0]
        client.force_login(office)
        client.post(f"/sessions/{session.pk}/list/pools/merge/", {"pool": session.pools.get().pk})
        row.refresh_from_db()
        assert row.is_confirmed

    def test_a_pool_of_another_date_is_not_opened_along(self, client, office, group, session):
        other = SessionFactory(capacity=1)
        client.force_login(office)
        address = f"/sessions/{other.pk}/list/pools/merge/"
        assert client.post(address, {"pool": session.pools.get().pk}).status_code == 404
        assert session.pools.get().merged_at is None

    @pytest.mark.parametrize("path", ["groups/", "pools/", "pools/merge/"])
    def test_nobody_else_has_these_pages(self, client, leader, session, path):
        address = f"/sessions/{session.pk}/list/{path}"
        for member in (leader, MemberFactory(), MemberFactory(librarian=True), MemberFactory(administrator=True)):
            client.force_login(member)
            assert client.post(address, {"shares": ""}).status_code == 404
        client.logout()
        assert client.post(address, {"shares": ""}).status_code == 302
        assert session.pools.get().merged_at is None

    def test_of_what_is_confidential_the_contact_person_alone(self, client, office, site):
        contact = MemberFactory()
        session = SessionFactory(is_confidential=True, contact=contact)
        for member, status in ((office, 404), (contact, 200)):
            client.force_login(member)
            assert client.get(f"/sessions/{session.pk}/list/groups/").status_code == status

    def test_the_page_costs_the_same_for_one_request_and_for_twenty(self, client, office, leader, group, session):
        address = f"/sessions/{session.pk}/list/groups/"
        name_person(leader, MemberFactory(union_group=group), session)
        client.force_login(office)
        before = len(queries_for(client, address))
        others = [UnionGroupFactory(leader=leader) for _number in range(3)]
        SessionFactory._meta.model.objects.filter(pk=session.pk).update(capacity=40)
        set_pools(session, [Share(each, 8) for each in (group, *others)], office)
        for each in (group, *others):
            for member in MemberFactory.create_batch(5, union_group=each):
                name_person(leader, member, session)
        assert len(queries_for(client, address)) == before
