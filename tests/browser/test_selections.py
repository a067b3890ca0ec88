"""A retreat by points, on phones: applying, the department's consent, the published list, a substitute who moves up."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from publications.actions.concluding import conclude
from publications.models import Standing
from publications.questions import standing_of
from signups.models import Application, Run, SignUp
from signups.selections.closing import close
from signups.selections.publishing import draft_list
from signups.selections.ranking import rank
from tests.factories import DepartmentFactory, MemberFactory, make_site
from tests.factories.selections import BaseFactory, SelectionFactory, close_window
from tests.plugins.browser import axe
from tests.signups.asking import ask
from tests.signups.selecting import applicant, applied, batches_of

pytestmark = pytest.mark.browser


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def looked_at(page, name: str) -> None:
    """Nothing on a phone's page is wider than it, and axe finds nothing serious."""
    assert (name, axe(page), fits(page)) == (name, [], True)


@pytest.fixture
def retreat(live_site):
    """A retreat of two dates with one place each; a head, somebody of the ward, and a colleague with more points."""
    with live_site.rows():
        make_site()
        head, officer = MemberFactory(name="何主任"), MemberFactory(name="林干事", officer=True)
        ward = DepartmentFactory(name="心病科", head=head)
        question = ask("choice", "近三年年均夜班五十个以上", options=["是", "否"])
        selection = SelectionFactory(
            title="2027年职工疗休养",
            dates=(1, 1),
            base=BaseFactory(name="杏林山庄", place="省内温泉"),
            needs_consent=True,
            consent_until=timezone.now() + timedelta(days=20),
            questions=[question],
            criteria=(
                {"label": "来院工作年限", "fact": "years_here", "points": 1},
                {
                    "label": "一线夜班岗位",
                    "source": "answer",
                    "question": question["value"]["label"],
                    "answer": "是",
                    "points": 5,
                },
            ),
        )
        run = Run.objects.get(selection=selection)
        mine = applicant(7, name="单雅芳", department=ward)
        other = applicant(30, name="区锦棠")
        application = applied(run, other)
        Application.objects.filter(pk=application.pk).update(consent="given")
    return run, mine, other, head, officer


def publish(run, officer) -> Standing:
    close(close_window(run))
    rank(run, officer)
    written = draft_list(run, officer).get_latest_revision_as_object()
    written.contact_name, written.contact_phone, written.supervision_phone = "工会办公室", "8001", "8002"
    written.save_revision(user=officer).publish(skip_permission_checks=True)
    return standing_of(run.selection)


def let_it_stand(standing: Standing) -> None:
    after = timezone.make_aware(datetime.combine(standing.ends_on + timedelta(days=1), time(0, 10)))
    with time_machine.travel(after, tick=False):
        assert conclude(Standing.objects.get(pk=standing.pk))


def test_from_the_application_to_the_substitute_who_moves_up(live_site, open_page, retreat):
    run, mine, other, head, officer = retreat
    phone = open_page("phone", as_member=mine.employee_number)
    phone.goto("/me/")
    phone.locator(".selections__open", has_text="2027年职工疗休养").tap()
    expect(phone.locator(".points__row--total .points__number")).to_have_text("7")
    looked_at(phone, "selection")
    phone.locator(".own-application__act a").tap()
    expect(phone.locator("select[name=wish_1]")).to_be_visible()
    looked_at(phone, "apply")
    phone.locator("select[name=wish_1]").select_option(index=1)
    phone.locator("form.selection__form [type=submit]").tap()
    # Nothing is handed in without the answer, and what was chosen is still there.
    expect(phone.locator(".callout--error").first).to_be_visible()
    phone.locator("label", has_text="是").first.tap()
    phone.locator("form.selection__form [type=submit]").tap()
    expect(phone.locator(".own-application__wishes li")).to_have_count(1)
    looked_at(phone, "applied")

    chief = open_page("phone", as_member=head.employee_number)
    chief.goto("/me/")
    chief.locator("a[href='/selections/consents/']").tap()
    expect(chief.locator(".selections__open", has_text="单雅芳")).to_be_visible()
    looked_at(chief, "consents")
    chief.locator(".selections__open", has_text="单雅芳").tap()
    expect(chief.locator("[name=reason]")).to_have_count(1)
    looked_at(chief, "consent")
    chief.locator("form.selection__form [type=submit]").first.tap()
    expect(chief.locator(".messages")).to_contain_text("单雅芳")

    with live_site.rows():
        standing = publish(run, officer)
    phone.goto(standing.publication.url)
    expect(phone.locator("body")).to_contain_text("区锦棠")
    expect(phone.locator("body")).to_contain_text("单雅芳")
    phone.goto(f"/selections/{run.selection_id}/")
    expect(phone.locator(".own-application__wishes")).to_contain_text("1")

    with live_site.rows():
        let_it_stand(standing)
        assert SignUp.objects.granted().get().member == other
    chosen = open_page("phone", as_member=other.employee_number)
    chosen.goto(f"/selections/{run.selection_id}/")
    looked_at(chosen, "chosen")
    chosen.locator(".own-application__more summary").last.tap()
    chosen.locator("form[action$='/withdraw/'] [type=submit]").tap()
    expect(chosen.locator(".messages")).to_be_visible()
    with live_site.rows():
        assert SignUp.objects.granted().get().member == mine
        assert batches_of(run)[0].session.taken == 1
    phone.reload()
    expect(phone.locator(".own-application__wishes strong")).to_be_visible()
    looked_at(phone, "moved up")


def test_the_office_makes_the_list_at_a_desk(live_site, open_page, retreat):
    run, mine, _other, _head, officer = retreat
    with live_site.rows():
        Application.objects.filter(pk=applied(run, mine).pk).update(consent="given")
        close(close_window(run))
    desk = open_page("desk", as_member=officer.employee_number)
    desk.goto(f"/selections/{run.selection_id}/people/")
    desk.locator("form[action$='/rank/'] [type=submit]").click()
    expect(desk.locator(".selection__table tbody tr")).to_have_count(2)
    assert axe(desk) == []
    desk.locator("a", has_text="单雅芳").click()
    desk.locator(".own-application__more summary").first.click()
    form = desk.locator("form[action*='/marks/']").first
    form.locator("[name=points]").fill("40")
    form.locator("[name=reason]").fill("按人事档案更正来院时间")
    form.locator("[type=submit]").click()
    expect(desk.locator(".points")).to_contain_text("按人事档案更正来院时间")
    assert axe(desk) == []
    desk.goto(f"/selections/{run.selection_id}/people/")
    desk.locator("form[action$='/rank/'] [type=submit]").click()
    expect(desk.locator(".selection__table tbody tr").first).to_contain_text("单雅芳")
