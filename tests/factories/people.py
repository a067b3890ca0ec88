"""Members and the parts of the hospital they belong to."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cms.demo.accounts import PASSWORD
from people.actions import grant_role
from people.models import Branch, Campus, Department, Dependant, Member, Role, UnionGroup


class CampusFactory(DjangoModelFactory):
    class Meta:
        model = Campus

    name = factory.Sequence(lambda n: f"第{n + 1}院区")
    slug = factory.Sequence(lambda n: f"campus-{n + 1}")


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"第{n + 1}内科")
    slug = factory.Sequence(lambda n: f"department-{n + 1}")


class BranchFactory(DjangoModelFactory):
    class Meta:
        model = Branch

    name = factory.Sequence(lambda n: f"第{n + 1}分会")
    slug = factory.Sequence(lambda n: f"branch-{n + 1}")


class UnionGroupFactory(DjangoModelFactory):
    class Meta:
        model = UnionGroup

    name = factory.Sequence(lambda n: f"第{n + 1}工会小组")
    slug = factory.Sequence(lambda n: f"group-{n + 1}")


class MemberFactory(DjangoModelFactory):
    """A member of staff; with `officer`, `chair`, `deputy`, `librarian` or `administrator` =True, one with a role."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    class Params:
        officer = factory.Trait(role=Role.PUBLICITY_OFFICER)
        chair = factory.Trait(role=Role.CHAIR)
        deputy = factory.Trait(role=Role.DEPUTY_CHAIR)
        librarian = factory.Trait(role=Role.LIBRARIAN)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)

    employee_number = factory.Sequence(lambda n: str(30001 + n))
    name = factory.Sequence(lambda n: f"职工{n + 1}")
    email = factory.LazyAttribute(lambda member: f"{member.employee_number}@example.org")
    password = PASSWORD
    role = None

    @classmethod
    def _create(cls, model_class, *args, **fields):
        role = fields.pop("role")
        member = model_class.objects.create_user(**fields)
        if role:
            grant_role(member, role, by=None)
        return member


class DependantFactory(DjangoModelFactory):
    """A child of a member, of school age."""

    class Meta:
        model = Dependant

    member = factory.SubFactory(MemberFactory)
    name = factory.Sequence(lambda n: f"孩子{n + 1}")
    relation = Dependant.Relation.CHILD
    gender = Member.Gender.MALE
    birthday = date(2018, 5, 1)
