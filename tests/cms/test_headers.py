"""What every kind of answer tells the browser: where it may load from, who may frame it, what it may not do."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils.html import escape

from cms.admin_starts import start
from cms.middleware import ContentPolicyMiddleware
from cms.settings.headers import origins_of_bucket, with_uploads_from
from tests.factories import DocumentFactory, ImageFactory, MemberFactory, NewsPageFactory

from .test_error_pages import fail_with
from .test_production_settings import NEEDED, S3, setting


def directives(response) -> dict[str, list[str]]:
    policy = response["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in policy.split(";") if part.strip())}


def always_there(response) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] in ("SAMEORIGIN", "DENY")
    assert "camera=()" in response["Permissions-Policy"]
    assert "geolocation=()" in response["Permissions-Policy"]


def strict(response) -> None:
    """Nothing inline, nothing evaluated, nothing from elsewhere."""
    found = directives(response)
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == found["img-src"] == ["'self'"]
    assert found["object-src"] == found["frame-src"] == ["'none'"]
    assert found["base-uri"] == found["form-action"] == found["frame-ancestors"] == ["'self'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/news/", 200),
        ("/search/?q=a", 200),
        ("/feed/", 200),
        ("/healthz", 200),
        ("/accounts/login/", 200),
        ("/nowhere/", 404),
        ("/news", 301),
        ("/me/", 302),
    ],
)
def test_every_public_answer_is_strict(address, status, site, client):
    response = client.get(address)
    assert response.status_code == status
    strict(response)
    always_there(response)


def test_a_refusal_is_strict(site):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "1001", "password": "x"})
    assert response.status_code == 403
    strict(response)
    always_there(response)


def test_a_failure_is_strict(site, monkeypatch):
    fail_with(RuntimeError("broken"), monkeypatch)
    response = Client(raise_request_exception=False).get("/search/?q=a")
    assert response.status_code == 500
    strict(response)
    always_there(response)


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/nowhere/"])
def test_the_admin_runs_no_inline_script_either(address, site, client):
    client.force_login(MemberFactory(officer=True))
    response = client.get(address)
    found = directives(response)
    # `return;`, and nothing else that is written into a page.
    [hashed] = set(found["script-src"]) - {"'self'", "'unsafe-hashes'"}
    assert hashed == f"'sha256-{b64encode(sha256(b'return;').digest()).decode()}'"
    assert found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert found["object-src"] == ["'none'"]
    assert found["frame-ancestors"] == found["frame-src"] == ["'self'"]
    always_there(response)


def test_what_only_begins_like_the_admin_is_strict(site, client):
    strict(client.get("/administration/"))


def test_an_upload_keeps_its_own_policy(site, client):
    client.force_login(MemberFactory(chair=True))
    response = client.get(ImageFactory().file.url)
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    always_there(response)


def test_a_pdf_that_the_site_makes_can_be_shown_and_runs_nothing(site, client):

    def sheet(request):
        return HttpResponse(b"%PDF-1.7", content_type="application/pdf")

    found = directives(ContentPolicyMiddleware(sheet)(RequestFactory().get("/admin/approvals/record/sheet/")))
    assert found == {
        "default-src": ["'none'"],
        "object-src": ["'self'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
    }


def test_a_pdf_upload_runs_nothing(site, client):
    client.force_login(MemberFactory(chair=True))
    document = DocumentFactory()
    response = client.get(document.url)
    assert response["Content-Type"] == "application/pdf"
    assert "script-src" not in directives(response)
    assert directives(response)["default-src"] == ["'none'"]
    always_there(response)


def test_what_visitors_get_can_be_cached_as_it_is(site, client):
    """No nonce, no token, no cookie, and the same for the next visitor."""
    page = NewsPageFactory(parent=site.news)
    first, second = client.get(page.url), Client().get(page.url)
    assert first.content == second.content
    assert not first.cookies
    html = first.content.decode()
    assert "nonce" not in html
    assert "csrfmiddlewaretoken" not in html


def test_no_page_of_the_admin_brings_a_script_of_its_own(site, client):
    """The editor with choosers, dates and panels: what Wagtail starts by scripts is started by data."""
    client.force_login(MemberFactory(officer=True))
    for address in (
        f"/admin/pages/add/activities/clubpage/{site.clubs.pk}/",
        f"/admin/pages/add/news/newspage/{site.news.pk}/",
        "/admin/snippets/honours/honour/add/",
        "/admin/reports/site-history/",
    ):
        html = client.get(address).content.decode()
        inline = [tag for tag in re.findall(r"<script\b[^>]*>", html) if "src=" not in tag and "type=" not in tag]
        assert not inline, (address, inline)
        assert not re.findall(r"<[^>]+\son(?:click|load|error|change|submit)=", html), address
    assert 'data-start="initDateChooser"' in html


def test_data_does_not_end_the_element_that_it_stands_in():
    element = start("PageChooser", "id_x", {"title": "</script><script>alert(1)</script>&amp;"})
    data = re.fullmatch(r'<script type="application/json" data-start="PageChooser">(.*)</script>', element)[1]
    assert "<" not in data
    assert json.loads(data) == ["id_x", {"title": "</script><script>alert(1)</script>&amp;"}]
    assert escape('"') in start('"', 1)


def test_pictures_and_videos_may_come_from_the_bucket_and_nothing_else_may():
    policy = with_uploads_from({"img-src": ["'self'"], "script-src": ["'self'"]}, "https://b.example.org")
    assert policy == {"img-src": ["'self'", "https://b.example.org"], "script-src": ["'self'"]}
    assert origins_of_bucket("media", "https://storage.example.org:9000/x") == [
        "https://storage.example.org:9000",
        "https://media.storage.example.org:9000",
    ]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("s.SECURE_HSTS_SECONDS >= 31536000 and s.SECURE_HSTS_INCLUDE_SUBDOMAINS", "True"),
        ("s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE", "True True Lax"),
        ("s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY, s.CSRF_COOKIE_SAMESITE", "True True Lax"),
        ("s.LANGUAGE_COOKIE_SECURE, s.LANGUAGE_COOKIE_HTTPONLY, s.LANGUAGE_COOKIE_SAMESITE", "True True Lax"),
        ("s.CONTENT_SECURITY_POLICY['DIRECTIVES']['script-src']", "[\"'self'\"]"),
        ("s.WAGTAIL_GRAVATAR_PROVIDER_URL, s.WAGTAIL_ENABLE_UPDATE_CHECK", "None False"),
    ],
)
def test_production_is_as_strict(expression, value):
    assert setting(expression, NEEDED) == value


def test_production_with_a_bucket_shows_its_pictures():
    environment = {**NEEDED, **S3, "S3_ENDPOINT_URL": "https://storage.example.org"}
    assert "https://storage.example.org" in setting("s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']", environment)
    assert "storage.example.org" not in setting("s.CONTENT_SECURITY_POLICY['DIRECTIVES']['script-src']", environment)


def test_cookies_of_a_sign_in_are_closed_to_scripts(site):
    member = MemberFactory()
    client = Client()
    client.get("/accounts/login/")
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        response = client.post("/accounts/login/", {"login": member.employee_number, "password": "x"})
        client.force_login(member)
        response = client.get("/accounts/password/change/")
    for cookie in response.cookies.values():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax"), cookie
