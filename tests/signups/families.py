"""The children whom members bring along."""

from datetime import date

from people.models import Dependant, Member


def son_of(member: Member, name: str = "小宝") -> Dependant:
    return Dependant.objects.create(member=member, name=name, gender=Member.Gender.MALE, birthday=date(2018, 5, 1))
