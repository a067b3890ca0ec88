"""Groups of roles stay, under their names; others come and go."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from people.actions import GROUP_NAMES, Role
from tests.factories import MemberFactory


@pytest.fixture
def superuser(site, client):
    client.force_login(MemberFactory(is_superuser=True))


def form_of(name):
    formsets = ["page_permissions", "collection_permissions", "image_permissions", "document_permissions"]
    management = {f"{each}-{count}": 0 for each in formsets for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"name": name, **management}


def test_the_group_of_a_role_is_not_deleted_and_its_members_keep_it(superuser, client):
    officer = MemberFactory(officer=True)
    group = officer.groups.get()
    address = reverse("wagtailusers_groups:delete", args=[group.pk])
    for answer in (client.get(address), client.post(address)):
        assert answer.url == reverse("wagtailusers_groups:index")
    assert officer.groups.get() == group


def test_whoever_keeps_no_groups_is_turned_away_as_ever(site, client):
    client.force_login(MemberFactory(officer=True))
    group = Group.objects.get(name=GROUP_NAMES[Role.LIBRARIAN])
    assert client.post(reverse("wagtailusers_groups:delete", args=[group.pk])).url == reverse("wagtailadmin_home")


def test_it_keeps_its_name(superuser, client):
    group = Group.objects.get(name=GROUP_NAMES[Role.LIBRARIAN])
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    assert client.get(address).context["form"].fields["name"].disabled
    client.post(address, form_of("别的名字"))
    group.refresh_from_db()
    assert group.name == GROUP_NAMES[Role.LIBRARIAN]


def test_another_group_is_renamed_and_deleted(superuser, client):
    group = Group.objects.create(name="临时组")
    assert client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), form_of("筹备组")).status_code == 302
    group.refresh_from_db()
    assert group.name == "筹备组"
    client.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    assert not Group.objects.filter(pk=group.pk).exists()
