"""Bodies in the admin: for administrators alone, with every act and every refusal in words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from people.bodies.appointing import appoint
from people.bodies.parts import IN_USE
from people.models import Body, Branch, Look, Member, PostHeld, Role
from tests.factories import BranchFactory, CampusFactory, DepartmentFactory, MemberFactory, UnionGroupFactory
from tests.list_costs import queries_for
from tests.untouched_forms import form_on

Post, Ending = PostHeld.Post, PostHeld.Ending
OTHERS = ["officer", "chair", "deputy", "librarian"]
RUBBISH = ["", "-1", "99999999999999999999", "第一届", "2026-13-45", "\0", "<script>", "' or 1=1 --"]


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


@pytest.fixture
def committee(db):
    return Body.objects.get(kind=Body.Kind.COMMITTEE)


def addresses(body, held):
    return [
        reverse("bodies"),
        reverse("body", args=[body.pk]),
        reverse("appoint", args=[body.pk]),
        reverse("begin_term", args=[body.pk]),
        reverse("end_post", args=[held.pk]),
        reverse("people_postheld_modeladmin_index"),
    ]


@pytest.fixture
def held(committee):
    return appoint(committee, Post.CHAIR, MemberFactory(name="周主席"), by=None)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_sees_or_changes_posts(client, committee, held, role):
    client.force_login(MemberFactory(**{role: True}))
    for address in addresses(committee, held):
        for response in (client.get(address), client.post(address, {"on": timezone.localdate(), "ending": "other"})):
            assert response.status_code in (302, 403)
    held.refresh_from_db()
    assert held.ends_on is None


def test_visitors_and_staff_do_not_get_in(client, committee, held):
    for member in (None, MemberFactory()):
        if member:
            client.force_login(member)
        for address in addresses(committee, held):
            assert client.get(address).status_code == 302


def test_what_does_not_exist_is_not_found(admin):
    for name in ("body", "appoint", "begin_term", "end_post"):
        assert admin.get(reverse(name, args=[987654])).status_code == 404


def test_days_stand_in_forms_as_the_browsers_calendar_reads_them(admin, committee, held):
    today = f'value="{timezone.localdate():%Y-%m-%d}"'
    for name, pk in (("appoint", committee.pk), ("begin_term", committee.pk), ("end_post", held.pk)):
        assert today in admin.get(reverse(name, args=[pk])).text


def test_a_department_has_no_terms(admin):
    body = DepartmentFactory().body
    assert admin.get(reverse("begin_term", args=[body.pk])).status_code == 404
    assert reverse("begin_term", args=[body.pk]) not in admin.get(reverse("body", args=[body.pk])).text


def test_a_post_is_given_and_a_role_is_offered_and_never_granted(admin, administrator, committee):
    member = MemberFactory(name="周主席")
    data = {"post": Post.CHAIR, "member": member.pk, "starts_on": timezone.localdate()}
    response = admin.post(reverse("appoint", args=[committee.pk]), data, follow=True)
    assert "周主席" in response.text
    assert reverse("people_rolegrant_modeladmin_create") in response.text
    assert committee.posts_held.get().entered_by == administrator
    assert not member.role_grants.exists()


def test_no_role_is_offered_with_a_post_that_has_none(admin, committee):
    data = {"post": Post.COMMITTEE_MEMBER, "member": MemberFactory().pk, "starts_on": timezone.localdate()}
    response = admin.post(reverse("appoint", args=[committee.pk]), data, follow=True)
    assert reverse("people_rolegrant_modeladmin_create") not in response.text


def test_somebody_who_keeps_the_role_after_the_post_is_pointed_out(admin, committee):
    chair = MemberFactory(chair=True)
    held = appoint(committee, Post.CHAIR, chair, by=None)
    data = {"on": timezone.localdate(), "ending": Ending.RESIGNED, "remark": ""}
    response = admin.post(reverse("end_post", args=[held.pk]), data, follow=True)
    assert reverse("people_rolegrant_modeladmin_index") in response.text
    assert chair.role_grants.in_force().filter(role=Role.CHAIR).exists()


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_is_refused_in_words(admin, committee, held, rubbish):
    data = dict.fromkeys(["post", "member", "starts_on", "on", "ending", "number", "staying", "ends_on"], rubbish)
    for name, pk in (("appoint", committee.pk), ("begin_term", committee.pk), ("end_post", held.pk)):
        response = admin.post(reverse(name, args=[pk]), data)
        assert response.status_code == 422
        assert response.context["form"].errors
    assert admin.get(reverse("bodies"), {"q": rubbish, "kind": rubbish, "p": rubbish}).status_code == 200
    assert committee.posts_held.get() == held
    assert not committee.terms.exists()


def test_a_post_of_another_body_does_not_stay_in_a_term_of_this_one(admin, committee, held):
    other = BranchFactory(chair=MemberFactory()).body.posts_held.get()
    data = {"number": 1, "starts_on": timezone.localdate(), "staying": [held.pk, other.pk]}
    assert admin.post(reverse("begin_term", args=[committee.pk]), data).status_code == 422


def test_a_refusal_of_the_act_stands_in_the_form(admin, committee):
    appoint(committee, Post.CHAIR, MemberFactory(), by=None)
    data = {"post": Post.CHAIR, "member": MemberFactory().pk, "starts_on": timezone.localdate() - timedelta(days=9)}
    response = admin.post(reverse("appoint", args=[committee.pk]), data)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()


def test_a_press_in_haste_lets_nobody_go_and_gives_no_reason(admin, committee, held):
    form = admin.get(reverse("begin_term", args=[committee.pk])).context["form"]
    assert form["staying"].value() == [str(held.pk)]
    response = admin.post(reverse("end_post", args=[held.pk]), {"on": "2026-01-02", "ending": "", "remark": ""})
    assert "ending" in response.context["form"].errors
    assert committee.posts_held.held().get() == held


def test_a_term_begins_with_who_stays_and_the_past_is_listed(admin, committee):
    long_ago = timezone.localdate() - timedelta(days=900)
    stays = appoint(committee, Post.CHAIR, MemberFactory(name="留任者"), by=None, starts_on=long_ago)
    appoint(committee, Post.COMMITTEE_MEMBER, MemberFactory(name="卸任者"), by=None, starts_on=long_ago)
    data = {"number": 8, "starts_on": timezone.localdate(), "staying": [stays.pk]}
    response = admin.post(reverse("begin_term", args=[committee.pk]), data, follow=True)
    assert [held.member.name for held in response.context["held"]] == ["留任者"]
    assert "卸任者" in response.text
    assert committee.terms.get().number == 8


@pytest.mark.parametrize(
    ("name", "factory"),
    [("branch", BranchFactory), ("union_group", UnionGroupFactory), ("department", DepartmentFactory)],
)
def test_the_form_of_a_part_of_the_house_appoints_in_the_name_of_who_saves(admin, administrator, name, factory):
    part, leader = factory(), MemberFactory()
    form = {"name": part.name, "slug": part.slug, "position": 3, part.LEAD: leader.pk}
    assert admin.post(reverse(f"{name}:edit", args=[part.pk]), form).status_code == 302
    part.refresh_from_db()
    assert (getattr(part, part.LEAD), part.position) == (leader, 3)
    held = part.body.posts_held.get()
    assert (held.member, held.entered_by) == (leader, administrator)
    form[part.LEAD] = ""
    admin.post(reverse(f"{name}:edit", args=[part.pk]), form)
    part.refresh_from_db()
    assert getattr(part, part.LEAD) is None
    assert part.body.posts_held.get().ended_by == administrator


def test_a_form_that_was_open_meanwhile_takes_no_appointment_back(admin, administrator):
    branch = BranchFactory(name="旧名")
    first, second = MemberFactory(), MemberFactory()
    appoint(branch.body, Post.CHAIR, first, by=administrator)
    address = reverse("branch:edit", args=[branch.pk])
    opened = form_on(admin, address)
    assert opened["chair"] == str(first.pk)
    appoint(branch.body, Post.CHAIR, second, by=administrator)
    admin.post(address, opened | {"name": "新名"})
    assert branch.body.posts_held.count() == 2
    assert Branch.objects.get(name="新名").chair == second


@pytest.mark.parametrize("somebody", [True, False], ids=["somebody", "nobody"])
def test_who_is_chosen_in_a_form_that_was_open_meanwhile_leads(admin, administrator, somebody):
    branch, chosen = BranchFactory(chair=MemberFactory()), MemberFactory() if somebody else None
    address = reverse("branch:edit", args=[branch.pk])
    opened = form_on(admin, address)
    appoint(branch.body, Post.CHAIR, MemberFactory(), by=administrator)
    admin.post(address, opened | {"chair": chosen.pk if chosen else ""})
    assert Branch.objects.get(pk=branch.pk).chair == chosen


def test_a_new_branch_is_made_with_its_chair(admin, administrator):
    leader = MemberFactory()
    admin.post(reverse("branch:add"), {"name": "门诊分会", "slug": "clinic", "position": 0, "chair": leader.pk})
    branch = Branch.objects.get(name="门诊分会")
    assert branch.chair == leader
    assert branch.body.posts_held.get().entered_by == administrator


def test_who_has_gone_is_not_put_in_charge_by_the_form(admin):
    branch = BranchFactory()
    gone = MemberFactory(staff_status="left", is_active=False)
    form = {"name": branch.name, "slug": branch.slug, "position": 0, "chair": gone.pk}
    assert admin.post(reverse("branch:edit", args=[branch.pk]), form).status_code == 200
    assert not branch.body.posts_held.exists()


def test_a_branch_with_posts_on_record_is_not_deleted_and_an_unused_one_is(admin):
    used, unused = BranchFactory(chair=MemberFactory()), BranchFactory()
    for branch in (used, unused):
        admin.post(reverse("branch:delete", args=[branch.pk]))
    assert list(Branch.objects.all()) == [used]


@pytest.mark.parametrize(
    ("name", "factory"),
    [("department", DepartmentFactory), ("campus", CampusFactory), ("union_group", UnionGroupFactory)],
)
def test_what_people_belong_to_is_not_deleted_also_where_an_import_has_written_them(admin, name, factory):
    part, member = factory(), MemberFactory()
    # Past the signals that keep Wagtail's index of references, as an import writes.
    Member.objects.filter(pk=member.pk).update(**{name: part})
    page = admin.post(reverse(f"{name}:delete", args=[part.pk]), follow=True)
    assert str(IN_USE) in page.text
    assert type(part).objects.filter(pk=part.pk).exists()


def test_bodies_are_found_by_kind_by_name_and_by_the_people_in_them(admin, committee, held):
    BranchFactory(name="外科分会")
    shown = lambda **query: [str(row.body) for row in admin.get(reverse("bodies"), query).context["rows"]]  # noqa: E731
    assert shown(kind="branch") == ["外科分会"]
    assert shown(q="外科") == ["外科分会"]
    assert shown(q="周主") == [str(committee)]
    assert shown(q="没有这个") == []


@pytest.mark.parametrize("name", ["body", "begin_term"])
def test_looks_at_who_holds_what_are_noted(admin, administrator, committee, held, name):
    for _time in range(2):
        admin.get(reverse(name, args=[committee.pk]))
    look = Look.objects.get()
    assert (look.viewer, look.subject, look.subject_id, look.people) == (
        administrator,
        "people.postheld",
        committee.pk,
        1,
    )


def test_the_lists_cost_the_same_for_1_and_for_20(admin, administrator, committee):
    def fill(count):
        for _number in range(count):
            body = BranchFactory().body
            appoint(body, Post.CHAIR, MemberFactory(department=DepartmentFactory()), by=administrator)
            appoint(committee, Post.COMMITTEE_MEMBER, MemberFactory(), by=administrator)

    pages = [reverse("bodies"), reverse("body", args=[committee.pk]), reverse("people_postheld_modeladmin_index")]
    fill(1)
    few = [len(queries_for(admin, page)) for page in pages]
    fill(19)
    assert [len(queries_for(admin, page)) for page in pages] == few
