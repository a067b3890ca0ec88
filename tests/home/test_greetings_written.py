"""Writing a greeting: what it may say, when it comes, one for each occasion and group."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from approval.checks.actions import FindingStands, SubmissionBlocked, acknowledge
from approval.checks.findings import findings_of
from approval.errors import DecisionRefused
from approval.rules import what_is_refused
from home.greetings.places import filled, names_of_house, values_for
from home.models import Greeting
from people.models import Audience, Member
from tests.factories import GreetingFactory, MemberFactory
from tests.list_costs import queries_for


@pytest.fixture
def officer(site):
    return MemberFactory(officer=True)


def errors_of(**fields) -> dict:
    fields = {"occasion": "mid_autumn", "title": "问候", "text": "月圆。", **fields}
    try:
        Greeting(**fields).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def submit(greeting, by):
    return greeting.get_workflow().start(greeting, by)


@pytest.mark.parametrize("text", ["{年龄}岁了", "{name}", "{}", "{称呼", "称呼}", "{{称呼}}", "{ 称呼 }", "{称呼.pk}"])
@pytest.mark.parametrize("field", ["title", "text"])
def test_what_nothing_fills_is_refused_where_it_stands(field, text, site):
    assert list(errors_of(**{field: text})) == [field]


def test_all_that_may_be_filled_is(site):
    assert errors_of(text="{姓名}{称呼}{医院}{工会}") == {}


@pytest.mark.parametrize(
    ("name", "called"),
    [("张三", "张老师"), ("欧阳小禾", "欧阳老师"), ("单雅芳", "单老师"), ("阿依古丽·买买提", "阿依古丽老师")],
)
def test_everybody_is_called_by_the_surname(name, called, site):
    assert filled("{称呼}", values_for(Member(name=name), names_of_house())) == called


def test_a_name_that_looks_like_a_place_is_left_alone(site):
    assert filled("{姓名}好", values_for(Member(name="{医院}"), names_of_house())) == "{医院}好"


@pytest.mark.parametrize(
    "day",
    [
        {"own_name": ""},
        {"month": None},
        {"calendar": "term", "month": None, "day": None},
        {"calendar": "term", "term": "清明"},
        {"calendar": ""},
        {"month": 2, "day": 30},
        {"calendar": "lunar", "day": 31},
        {"month": 13},
    ],
)
def test_a_day_of_the_house_that_cannot_be_is_refused(day, site):
    whole = {"occasion": "own", "own_name": "院庆", "calendar": "solar", "month": 6, "day": 8}
    assert errors_of(**whole) == {}
    assert errors_of(**{**whole, **day})


def test_a_day_of_the_house_may_be_a_solar_term(site):
    own = {"occasion": "own", "own_name": "药师节", "calendar": "term", "term": "立冬"}
    assert errors_of(**own) == {}
    assert Greeting(**own).rule.in_year(2026) == date(2026, 11, 7)


@pytest.mark.parametrize("hour", ["06:59", "20:01", "00:00"])
def test_nothing_is_sent_at_night(hour, site):
    assert errors_of(hour=hour)


def test_an_audience_is_named_for_an_audience_and_for_nobody_else(site):
    audience = Audience.objects.create(name="护理人员")
    assert errors_of(who="audience")
    assert errors_of(who="women", audience=audience)
    assert errors_of(who="audience", audience=audience) == {}


def test_a_second_one_for_the_same_occasion_and_group_is_refused_with_a_sentence(site):
    GreetingFactory(who="retired")
    assert list(errors_of(who="retired")) == ["who"]
    assert errors_of(who="women") == {}
    assert errors_of(who="retired", occasion="double_ninth") == {}


def test_of_two_that_wait_the_second_is_not_approved(officer):
    chair = MemberFactory(chair=True)
    first, second = (GreetingFactory(draft=True, by=officer) for _ in range(2))
    states = [submit(each, officer).current_task_state for each in (first, second)]
    states[0].task.specific.on_action(states[0], chair, "approve")
    with pytest.raises(DecisionRefused, match="已"):
        states[1].task.specific.on_action(states[1], chair, "approve")
    assert "缺少" not in what_is_refused(second)[0]
    assert [greeting.pk for greeting in Greeting.objects.live()] == [first.pk]


def test_the_live_one_is_mended_and_approved_again(officer):
    chair = MemberFactory(chair=True)
    greeting = GreetingFactory()
    greeting.text = "换了说法。"
    greeting.save_revision(user=officer)
    state = submit(greeting, officer).current_task_state
    state.task.specific.on_action(state, chair, "approve")
    assert Greeting.objects.live().get().text == "换了说法。"


@pytest.mark.parametrize(
    "text",
    ["清明快乐。", "清明安康。", "祝各位安好。", "清明佳节，缅怀先人。", "愿节日愉快。", "恭喜。", "清明快樂。"],
)
def test_on_qingming_nothing_is_wished(text, officer):
    greeting = GreetingFactory(occasion="qingming", title="清明", text=text, draft=True, by=officer)
    with pytest.raises(SubmissionBlocked):
        submit(greeting, officer)
    assert not greeting.workflow_in_progress


def test_what_remembers_is_submitted(officer):
    text = "又到清明。{工会}与您一同怀念离去的亲人和同事，记住他们教给我们的事。"
    greeting = GreetingFactory(occasion="qingming", title="清明 · 追思", text=text, draft=True, by=officer)
    submit(greeting, officer)
    assert greeting.workflow_in_progress


@pytest.mark.parametrize(
    ("text", "problems"), [("端午快乐。", 2), ("端午安康，节日快乐。", 1), ("粽叶飘香。", 1), ("端午安康。", 0)]
)
def test_on_the_dragon_boat_festival_one_wishes_health_and_no_merriment(text, problems, officer):
    greeting = GreetingFactory(occasion="dragon_boat", title="端午", text=text, draft=True, by=officer)
    found = [finding for finding in findings_of(greeting) if finding.check == "greeting_words"]
    assert len(found) == problems
    assert all(finding.is_blocking for finding in found)


@pytest.mark.parametrize(
    "day",
    [
        {"own_name": "追思日", "calendar": "term", "term": "清明"},
        {"own_name": "清明节", "calendar": "solar", "month": 4, "day": 5},
    ],
)
def test_a_day_of_the_house_on_qingming_wishes_nothing_either(day, officer):
    greeting = GreetingFactory(occasion="own", **day, text="祝大家好。", draft=True, by=officer)
    with pytest.raises(SubmissionBlocked):
        submit(greeting, officer)


def test_a_day_of_the_house_that_is_called_the_dragon_boat_festival_wishes_health_as_well(officer):
    own = {"occasion": "own", "own_name": "端午游园", "calendar": "solar", "month": 6, "day": 9}
    greeting = GreetingFactory(**own, text="端午快乐。", draft=True, by=officer)
    assert len([finding for finding in findings_of(greeting) if finding.check == "greeting_words"]) == 2


def test_other_days_may_be_merry(officer):
    greeting = GreetingFactory(occasion="new_year", text="元旦快乐，祝您安康。", draft=True, by=officer)
    submit(greeting, officer)
    assert greeting.workflow_in_progress


def test_no_reason_lets_a_wish_on_qingming_stay(officer, client):
    greeting = GreetingFactory(occasion="qingming", title="清明", text="清明快乐。", draft=True, by=officer)
    [finding] = findings_of(greeting)
    with pytest.raises(FindingStands):
        acknowledge(greeting, finding.fingerprint, officer, "大家都这么说")
    client.force_login(officer)
    address = reverse("approval_checks", args=["home.greeting", greeting.pk])
    assert 'name="reason"' not in client.get(address).content.decode()
    said = client.post(address, {"fingerprint": finding.fingerprint, "reason": "大家都这么说"}, follow=True)
    assert str(FindingStands.sentence) in said.content.decode()


def test_the_list_says_when_each_comes_next(officer, client, time_machine):
    time_machine.move_to("2027-01-10 12:00 +0800", tick=False)
    GreetingFactory(occasion="dragon_boat", text="端午安康。")
    GreetingFactory(occasion="birthday")
    client.force_login(officer)
    html = client.get(reverse(Greeting.snippet_viewset.get_url_name("list"))).content.decode()
    assert "2027-06-09（农历五月初五）" in html


def test_the_list_begins_with_what_comes_next(officer, client, time_machine):
    time_machine.move_to("2027-03-10 12:00 +0800", tick=False)
    own = {"occasion": "own", "calendar": "lunar", "month": 12, "day": 30}
    expected = [
        GreetingFactory(occasion="birthday"),
        GreetingFactory(occasion="labour_day", hour=time(8)),
        GreetingFactory(occasion="labour_day", who="retired"),
        GreetingFactory(occasion="dragon_boat", text="端午安康。"),
        # In January of the next year; and two days before today.
        GreetingFactory(**own, own_name="年终"),
        GreetingFactory(occasion="womens_day"),
    ]
    client.force_login(officer)
    address = reverse(Greeting.snippet_viewset.get_url_name("list"))
    shown = client.get(address).context["object_list"]
    assert [str(each) for each in shown] == [str(each) for each in expected]
    by_hour = client.get(f"{address}?ordering=hour").context["object_list"]
    assert by_hour[0] == expected[1]


def test_the_list_costs_the_same_for_one_and_for_twenty(officer, client):
    client.force_login(officer)
    address = reverse(Greeting.snippet_viewset.get_url_name("list"))
    GreetingFactory(listed=True, occasion="own", own_name="第0日", calendar="solar", month=3, day=1)
    one = queries_for(client, address)
    for number in range(1, 20):
        GreetingFactory(listed=True, occasion="own", own_name=f"第{number}日", calendar="solar", month=3, day=number)
    assert len(queries_for(client, address)) == len(one)


def test_the_calendar_shows_what_goes_out_and_what_nobody_has_written(officer, client, time_machine):
    time_machine.move_to("2027-01-10 12:00 +0800", tick=False)
    GreetingFactory(occasion="dragon_boat", title="端午", text="{称呼}，端午安康。")
    GreetingFactory(occasion="new_year", title="没有批准的", draft=True)
    client.force_login(officer)
    html = client.get(reverse("greetings_calendar")).content.decode()
    assert "各位同事，端午安康。" in html
    assert "没有批准的" not in html
    days = ["2027-02-06", "2027-02-20", "2027-03-08", "2027-04-05", "2027-06-09", "2027-10-08", "2028-01-01"]
    places = [html.index(day) for day in days]
    assert places == sorted(places)


def test_the_calendar_has_the_narrower_greeting_first(officer, client):
    GreetingFactory(title="给大家的")
    GreetingFactory(title="给退休的", who="retired")
    client.force_login(officer)
    html = client.get(reverse("greetings_calendar")).content.decode()
    assert html.index("给退休的") < html.index("给大家的")


def test_the_calendar_costs_the_same_for_one_and_for_twenty(officer, client):
    client.force_login(officer)
    GreetingFactory(listed=True, occasion="own", own_name="第0日", calendar="solar", month=3, day=1)
    one = queries_for(client, reverse("greetings_calendar"))
    for number in range(1, 20):
        GreetingFactory(listed=True, occasion="own", own_name=f"第{number}日", calendar="solar", month=3, day=number)
    assert len(queries_for(client, reverse("greetings_calendar"))) == len(one)


@pytest.mark.parametrize("role", [None, "librarian", "administrator"])
def test_who_writes_no_greetings_sees_no_calendar(role, site, client):
    client.force_login(MemberFactory(**({role: True} if role else {})))
    assert client.get(reverse("greetings_calendar")).status_code in (302, 403)


def test_the_preview_shows_it_as_its_reader_has_it(officer, client):
    greeting = GreetingFactory(draft=True, by=officer, text="{姓名}，{称呼}好。")
    response = greeting.make_preview_request(original_request=None)
    assert "欧阳小禾，欧阳老师好。" in response.content.decode()
