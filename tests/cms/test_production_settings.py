"""Production starts with what it needs, and names what is missing."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

NEEDED = {
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "union.example.org",
    "DATABASE_URL": "postgresql://staffhome@127.0.0.1:1/staffhome",
    "EMAIL_URL": "smtp://mail.example.org",
}
S3 = {"S3_BUCKET": "media", "S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
OURS = [*NEEDED, *S3, "DJANGO_SETTINGS_MODULE", "CACHE_URL", "MEDIA_ROOT", "SITE_URL", "SECURE_SSL_REDIRECT"]


def under_production(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    """Run Python code in a fresh process that has this environment and production settings."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, **environment, "DJANGO_SETTINGS_MODULE": "cms.settings.production"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def setting(expression: str, environment: dict[str, str]) -> str:
    """The value of a Python expression in which `s` stands for the settings."""
    ended = under_production(f"from django.conf import settings as s; print({expression})", environment)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_production_does_not_start_without(name, value):
    environment = {key: text for key, text in NEEDED.items() if key != name}
    if value is not None:
        environment[name] = value
    ended = under_production("from django.conf import settings; settings.DEBUG", environment)
    assert ended.returncode != 0
    assert f"Set {name} in the environment; docs/settings.md says how." in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("value", [",", " , ,"])
def test_a_list_of_hosts_that_names_none_is_refused_in_one_line(value):
    ended = under_production("from django.conf import settings; settings.DEBUG", {**NEEDED, "ALLOWED_HOSTS": value})
    assert ended.returncode != 0
    assert "ALLOWED_HOSTS in the environment names nothing" in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["S3_ACCESS_KEY", "S3_SECRET_KEY"])
def test_a_bucket_without_its_keys_is_refused(name):
    environment = {**NEEDED, **{key: text for key, text in S3.items() if key != name}}
    ended = under_production("from django.conf import settings; settings.DEBUG", environment)
    assert f"Set {name} in the environment" in ended.stderr


def test_the_deployment_check_is_clean():
    code = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "check", "--deploy", "--fail-level", "WARNING"])
"""
    ended = under_production(code, NEEDED)
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


def test_production_never_shows_a_debug_page():
    assert setting("s.DEBUG", {**NEEDED, "DEBUG": "1"}) == "False"


def test_several_hosts_stand_behind_each_other_and_the_first_is_the_address():
    environment = {**NEEDED, "ALLOWED_HOSTS": "union.example.org, www.example.org,"}
    assert setting("s.ALLOWED_HOSTS", environment) == "['union.example.org', 'www.example.org']"
    assert setting("s.WAGTAILADMIN_BASE_URL", environment) == "https://union.example.org"


def test_the_address_can_be_said_outright():
    environment = {**NEEDED, "SITE_URL": "https://staff.example.org/"}
    assert setting("s.WAGTAILADMIN_BASE_URL", environment) == "https://staff.example.org"
    assert setting("s.CSRF_TRUSTED_ORIGINS", environment) == "['https://staff.example.org']"


def test_the_cache_lies_in_the_database_unless_redis_is_named():
    backend = "s.CACHES['default']['BACKEND']"
    assert "DatabaseCache" in setting(backend, NEEDED)
    assert "redis" in setting(backend, {**NEEDED, "CACHE_URL": "redis://127.0.0.1:6379/0"})


def test_uploads_lie_where_the_environment_says():
    assert setting("s.MEDIA_ROOT", {**NEEDED, "MEDIA_ROOT": "/srv/media"}) == "/srv/media"
    bucket = setting("s.STORAGES['default']['OPTIONS']['bucket_name']", {**NEEDED, **S3})
    assert bucket == "media"


def test_every_variable_that_production_reads_is_in_the_table():
    code = (settings.BASE_DIR / "cms/settings/production.py").read_text()
    read = set(re.findall(r"""(?:required\(|environ(?:\.get\(|\[))["']([A-Z0-9_]+)["']""", code))
    table = (settings.BASE_DIR / "docs/settings.md").read_text()
    assert {name for name in read if f"`{name}`" not in table} == set()
