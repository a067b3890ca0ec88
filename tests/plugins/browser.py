"""Chromium, driven as people drive it: at phone width and at desk width, in Chinese, in the hospital's time zone."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from cms.bootstrap.system_packages import find_chromium
from cms.demo.accounts import PASSWORD

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
DEVICES = {"phone": PHONE, "desk": DESK}
# Two cores share web server, worker, database and browser.
PATIENCE_MILLISECONDS = 20_000
# What Chromium writes into the console whenever a policy stops something.
BREACH = "Content Security Policy"
# Transitions and animations that end have ended, and none has begun since.
STANDS_STILL = """async () => {
    const moving = () => document.getAnimations().some(
        (one) => one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime));
    if (moving()) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return !moving();
}"""
RESULTS = settings.VAR_DIR / "test-results"
# A browser of its own accord asks its maker for updates, lists and variations; and no page may load from outside.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--metrics-recording-only",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser process for the whole run."""
    path = find_chromium()
    if path is None:
        pytest.fail("No Chromium was found: `make test` installs one, or name a browser's program in CHROMIUM.")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=QUIET,
            # Chromium refuses its sandbox to root, and needs it for everybody else.
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site_in_browser(request):
    """The site that the pages of this test open: `live_site` where the test asks for it, else `demo_site`."""
    return request.getfixturevalue("live_site" if "live_site" in request.fixturenames else "demo_site")


@pytest.fixture
def open_page(request, chromium, site_in_browser) -> Iterator[Callable[..., Page]]:
    """Return a function that gives somebody a browser: `open_page("phone")`, `open_page("desk", as_member="1001")`.

    Each has cookies of its own. Addresses may be written from the slash on. When the test fails, what every one of
    them shows and has met is kept in var/test-results, and what the site wrote into its logs. Whatever the browser
    refuses to load or run by the Content-Security-Policy fails the test, in any frame of any page.
    """
    pages: list[Page] = []
    met: list[list[str]] = []

    def open_one(device: str = "desk", *, as_member: str | None = None) -> Page:
        context = chromium.new_context(
            base_url=site_in_browser.address, locale="zh-CN", timezone_id=settings.TIME_ZONE, **DEVICES[device]
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        if as_member:
            _come_signed_in(context, as_member)
        page = context.new_page()
        pages.append(page)
        met.append(listen_to(page))
        return page

    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    yield open_one
    refused = sorted({line for lines in met for line in lines if BREACH in line})
    failed = getattr(request.node, "call_failed", False) or bool(refused)
    for number, (page, lines) in enumerate(zip(pages, met, strict=True), start=1):
        if failed:
            _keep_what_it_shows(page, f"{request.node.nodeid}-{number}", lines)
        page.context.close()
    if failed:
        _keep_logs(site_in_browser.log_folder, request.node.nodeid)
    assert not refused, "\n".join(refused)


@pytest.fixture
def desk(open_page) -> Page:
    """A page 1440 pixels wide, nobody signed in."""
    return open_page("desk")


@pytest.fixture
def phone(open_page) -> Page:
    """A page 390 pixels wide with a touch screen, nobody signed in."""
    return open_page("phone")


@pytest.fixture
def page(desk) -> Page:
    """Any page, where the width does not matter."""
    return desk


def sign_in(page: Page, employee_number: str, password: str = PASSWORD) -> None:
    """Sign in through the form, as everybody does."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", employee_number)
    page.fill("input[name=password]", password)
    # The header may have a form of its own (search, language).
    page.locator("form", has=page.locator("input[name=password]")).locator("[type=submit]").click()
    page.wait_for_url(lambda url: not urlsplit(url).path.startswith("/accounts/login"))


def _come_signed_in(context: BrowserContext, employee_number: str) -> None:
    """Send the form of the sign-in as `sign_in` does, without drawing it or the page that it leads to."""
    asked = context.request.get("/accounts/login/")
    [token] = {cookie["value"] for cookie in context.cookies() if cookie["name"] == settings.CSRF_COOKIE_NAME}
    answer = context.request.post(
        asked.url,
        form={"login": employee_number, "password": PASSWORD, "csrfmiddlewaretoken": token},
        headers={"Referer": asked.url},
        max_redirects=0,
    )
    assert answer.status == 302, f"{employee_number} is not signed in"


def wait_until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until the page answers `expression` with something true.

    The browser's own waiting evaluates text within the page, which the policy of our pages refuses.
    """
    until = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    while not _answers(page, expression, arg):
        assert time.monotonic() < until, expression
        page.wait_for_timeout(50)


def _answers(page: Page, expression: str, arg: object):
    """Return what the page answers; nothing from one that is just left for another."""
    try:
        return page.evaluate(expression, arg)
    except Error as error:
        if "context was destroyed" not in str(error):
            raise
        page.wait_for_load_state("load")
        return None


def axe(page: Page) -> list[str]:
    """Return what axe finds serious or critical on the page as it is shown once it has come whole, a line for each."""
    # A link that was just followed has the new page begun, not ended: axe would meet links whose text is still to come.
    page.wait_for_load_state("load")
    # A dialog that is fading away still darkens the page below, one that fades in is still pale.
    wait_until(page, STANDS_STILL)
    # Preloading asks for stylesheets that others import at addresses relative to the page, where they are not.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {node['html'][:200]}"
        for found in violations
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


def listen_to(page: Page) -> list[str]:
    """Return a list that grows by a line for whatever the page says, asks for in vain or is stopped by."""
    lines: list[str] = []
    page.on("console", lambda message: lines.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: lines.append(f"error: {error}"))
    page.on("requestfailed", lambda asked: lines.append(f"failed: {asked.method} {asked.url}: {asked.failure}"))
    page.on("framenavigated", lambda frame: lines.append(f"opened: {frame.url}"))
    page.on("request", lambda asked: asked.method == "POST" and lines.append(f"sent: {asked.url}"))
    return lines


def _keep_what_it_shows(page: Page, name: str, met: list[str]) -> None:
    path = _result_path(name)
    page.screenshot(path=path.with_suffix(".png"), full_page=True)
    path.with_suffix(".txt").write_text("\n".join(met), encoding="utf-8")


def _keep_logs(folder: Path, name: str) -> None:
    for log in folder.glob("*.log"):
        shutil.copy(log, _result_path(f"{name}-{log.stem}").with_suffix(".log"))


def _result_path(name: str) -> Path:
    RESULTS.mkdir(parents=True, exist_ok=True)
    return RESULTS / re.sub(r"[^A-Za-z0-9_-]+", "-", name)[-120:]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.call_failed = report.failed
    return report
