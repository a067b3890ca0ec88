"""What everybody may read about personal data is what the rooms have registered."""

from django.test import Client

from cms.demo.accounts import PASSWORD
from people.models import PrivacySettings
from people.privacy.registry import holdings
from tests.factories import MemberFactory
from tests.list_costs import queries_for


def test_it_says_of_everything_what_for_how_long_and_who_sees_it(client):
    html = client.get("/privacy/").content.decode()
    for holding in holdings():
        for said in (holding.name, holding.contents, holding.purpose, holding.period, holding.seen_by):
            assert str(said) in html
    assert "个人信息保护法" in html


def test_it_says_who_else_sees_whether_a_receipt_was_given(client):
    html = client.get("/privacy/").text
    for key in ("notices.notices", "notices.events"):
        assert "工会小组的组长和分会主席" in html.partition(f'id="{key}"')[2].partition("</section>")[0]


def test_it_changes_with_what_the_office_sets(client):
    PrivacySettings.objects.create(leavers_kept_for=3, contact="工会办公室 8010")
    html = client.get("/privacy/").content.decode()
    assert "3 年" in html
    assert "5 年" not in html
    assert "工会办公室 8010" in html


def test_every_page_leads_to_it(client):
    assert 'href="/privacy/"' in client.get("/").content.decode()


def test_it_is_the_same_for_every_visitor_and_sets_no_cookie(client):
    first = client.get("/privacy/")
    assert first.content == Client().get("/privacy/").content
    assert not first.cookies


def test_it_names_every_cookie_that_the_site_sets(client):
    member = MemberFactory(employee_number="2001")
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": member.employee_number, "password": PASSWORD})
    client.post("/i18n/setlang/", {"language": "zh-hans"})
    client.post("/accounts/logout/")
    assert set(client.cookies) == {"sessionid", "csrftoken", "django_language", "messages", "known_browser"}
    html = client.get("/privacy/").content.decode()
    assert "只用于五件事" in html
    assert "180 天" in html


def test_it_says_to_whom_notices_are_handed(client):
    html = client.get("/privacy/").content.decode()
    assert all(service in html for service in ("邮件", "企业微信", "钉钉", "短信"))


def test_it_asks_the_database_little(client):
    assert len(queries_for(client, "/privacy/")) <= 14
