"""The hospital's parts and its people."""

from django.contrib.auth.hashers import make_password

from cms.demo.accounts import PASSWORD
from people.actions import grant_role
from people.models import Branch, Campus, Department, Member, Role, UnionGroup

from .content import read
from .hospital import Hospital

OFFICER, CHAIR, DEPUTY, CLUB_LEADER, LIBRARIAN, ADMINISTRATOR = "1001", "1002", "1003", "1004", "1005", "1006"
ROLES = {
    ADMINISTRATOR: Role.ADMINISTRATOR,
    OFFICER: Role.PUBLICITY_OFFICER,
    CHAIR: Role.CHAIR,
    DEPUTY: Role.DEPUTY_CHAIR,
    LIBRARIAN: Role.LIBRARIAN,
}


def load_people(hospital: Hospital) -> str:
    """Make campuses, departments, branches, union groups, members and roles."""
    parts = read("hospital")
    campuses = _make(Campus, parts["campus"])
    branches = _make(Branch, parts["branch"])
    hospital.departments = _make(Department, parts["department"])
    groups = _make(UnionGroup, parts["union_group"], lambda item: {"branch": branches[item["branch"]]})
    campus_of = {item["slug"]: campuses[item["campus"]] for item in parts["department"]}

    # Hashing takes long on purpose; everybody has the same password, so it is done once.
    password = make_password(PASSWORD)
    people = [
        Member(
            employee_number=item["employee_number"],
            password=password,
            email=f"{item['employee_number']}@example.org",
            name=item["name"],
            pinyin=item["pinyin"],
            gender=item["gender"],
            birthday=item["birthday"],
            department=hospital.departments[item["department"]],
            campus=campus_of[item["department"]],
            union_group=groups[item["union_group"]],
            title=item.get("title", ""),
            employment=item["employment"],
            staff_status=item["status"],
            membership_status=_membership(item["status"]),
            joined_hospital_on=item["joined_hospital"],
        )
        for item in read("members")["member"]
    ]
    for member in people:
        member.clean_fields()
    hospital.members = {member.employee_number: member for member in Member.objects.bulk_create(people)}
    _grant_roles(hospital)
    return f"{len(people)} people in {len(hospital.departments)} departments"


def _make(model, items: list[dict], more=lambda item: {}) -> dict:
    rows = [
        model(slug=item["slug"], name=item["name"], position=position, **more(item))
        for position, item in enumerate(items, start=1)
    ]
    return {row.slug: row for row in model.objects.bulk_create(rows)}


def _membership(status: str) -> str:
    if status in (Member.StaffStatus.RETIRED, Member.StaffStatus.HONOURED):
        return Member.MembershipStatus.RETAINED
    return Member.MembershipStatus.ENROLLED


def _grant_roles(hospital: Hospital) -> None:
    """The administrator's role comes from set-up; the administrator gives the others."""
    administrator = hospital.members[ADMINISTRATOR]
    for number, role in ROLES.items():
        grant_role(hospital.members[number], role, by=None if number == ADMINISTRATOR else administrator)
