"""Addresses that take forms alone, come to by a link: after a sign-in, out of a history."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse

from cms.act_addresses import acts_with_pages
from tests.approval.questions import addresses_below, parameters, path_of
from tests.factories import MemberFactory

pytestmark = pytest.mark.usefixtures("site")

MADE_UP = 99_999_999
ROOMS = ["signups", "activities", "contests", "publications"]


def addresses() -> dict[str, str]:
    """Return an address for each name of these rooms, with ids that nothing has."""
    urlpatterns = [pattern for room in ROOMS for pattern in import_module(f"{room}.urls").urlpatterns]
    found = addresses_below(SimpleNamespace(url_patterns=urlpatterns))
    return {name: path_of(route, dict.fromkeys(parameters(route), MADE_UP)) for route, name in found}


def takes_forms_alone(address: str, member) -> bool:
    match = resolve(address)
    request = RequestFactory().get(address)
    request.user = member
    try:
        return match.func(request, *match.args, **match.kwargs).status_code == 405
    except Http404:
        return False


def test_every_address_that_takes_forms_alone_leads_to_its_page(client):
    superuser = MemberFactory(is_superuser=True)
    client.force_login(superuser)
    acts = {name: address for name, address in addresses().items() if takes_forms_alone(address, superuser)}
    pages = acts_with_pages()
    assert set(acts) == set(pages)
    assert len(acts) > 50
    for name, address in acts.items():
        for method in (client.get, client.head):
            answer = method(address)
            assert answer.status_code == 302, name
            page = resolve(answer.url)
            assert page.view_name == pages[name]
            assert not takes_forms_alone(answer.url, superuser)
            # Which one it is comes along, and nothing is asked of the database to say so.
            assert all(page.kwargs[kept] == resolve(address).kwargs[kept] for kept in page.kwargs)


def test_what_takes_forms_alone_elsewhere_and_other_methods_are_refused_as_ever(client):
    client.force_login(MemberFactory())
    assert client.put(reverse("sign_up", args=[1])).status_code == 405
    assert client.get(reverse("end_other_sessions")).status_code == 405
