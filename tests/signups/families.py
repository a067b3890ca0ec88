"""The children whom members bring along."""

from people.models import Dependant, Member
from tests.factories import DependantFactory


def son_of(member: Member, name: str = "小宝") -> Dependant:
    return DependantFactory(member=member, name=name)
