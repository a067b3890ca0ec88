"""The character NUL, which no text in the database holds, in the query of an address."""

import pytest

from tests.factories import MemberFactory

NUL = ["%00", "a%00b", "%%0000"]


@pytest.mark.parametrize("nul", NUL)
@pytest.mark.parametrize(
    "address",
    ["/search/?q={}", "/news/?tag={}", "/news/?year={}", "/reading/?q={}", "/activities/?kind={}", "/feed/?{}"],
)
def test_it_does_not_disturb_a_page(address, nul, site, client):
    assert client.get(address.format(nul)).status_code == 200


@pytest.mark.parametrize("nul", NUL)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/search/?q={}",
        "/admin/images/?q={}&tag={}",
        "/admin/reports/site-history/?label={}",
        "/admin/approval/approvalrecord/?q={}",
        "/admin/approval/approvalrecord/?act={}",
    ],
)
def test_it_does_not_disturb_a_list_of_the_admin(address, nul, site, client):
    client.force_login(MemberFactory(is_superuser=True))
    assert client.get(address.format(nul, nul)).status_code in {200, 302}


def test_the_words_around_it_are_searched_for(site, client):
    assert 'value="健步走"' in client.get("/search/?q=健步%00走").content.decode()
    assert 'value="健步走"' in client.get("/search/?q=健步%%0000走").content.decode()
