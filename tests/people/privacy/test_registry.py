"""Every room says what it keeps about people, for how long, and lets go of it."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from people.jobs import forget_nightly
from people.models import Member
from people.privacy import registry
from people.privacy.forgetting import NotForgotten
from people.privacy.registry import Holding, forgetting_rules, holdings

# Who is at work on something at this moment; the lock ends with the work.
MOMENTARY = {"locked_by"}
# Signs that something is about a person though no relation says so.
TELLING = {"email", "mobile", "birthday", "actor_number", "by_number", "by_name", "actor_name", "employee_number"}


def pointing_at_members(model) -> list[str]:
    return [
        field.name
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.remote_field and field.related_model is Member and field.name not in MOMENTARY
    ]


def test_every_model_that_holds_something_of_a_person_names_a_purpose_and_a_period():
    answered = {label for holding in holdings() for label in holding.models}
    for label in answered:
        apps.get_model(label)
    silent = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.label not in answered
        and (pointing_at_members(model) or TELLING & {field.name for field in model._meta.local_fields})
    ]
    assert not silent


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.key)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_said_about_it_is_said_in_every_language(holding, language, db):
    with translation.override(language):
        for said in (holding.name, holding.contents, holding.purpose, holding.period, holding.seen_by):
            assert str(said).strip()
            assert language == "en" or not str(said).isascii()


def test_every_room_that_keeps_something_for_a_time_forgets_it():
    rooms = {"people", "notices", "approval", "cms", "cms.search", "news", "publications"}
    rooms |= {"signups", "signups.answers", "signups.attendance", "signups.selections"}
    rooms |= {"activities.rating", "activities.files", "activities.receipts"}
    rooms |= {"contests", "contests.works"}
    assert set(forgetting_rules()) == rooms


def test_every_night_every_room_lets_go(db, monkeypatch):
    ran = []
    rules = {room: lambda room=room: ran.append(room) for room in forgetting_rules()}
    monkeypatch.setattr(registry._registry, "forgetting", rules)
    forget_nightly(0)
    assert ran == list(rules)
    [periodic] = [
        task
        for task in forget_nightly.blueprint.periodic_registry.periodic_tasks.values()
        if task.task.name == forget_nightly.name
    ]
    assert periodic.cron == "20 4 * * *"


def test_the_rules_of_all_rooms_run_on_an_empty_house(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    forget_nightly(0)


def test_a_room_that_fails_keeps_no_other_from_forgetting(db, monkeypatch):
    def fail():
        raise OSError

    ran = []
    rules = {"first": fail, "second": lambda: ran.append("second")}
    monkeypatch.setattr(registry._registry, "forgetting", rules)
    with pytest.raises(NotForgotten, match="first"):
        forget_nightly(0)
    assert ran == ["second"]


def test_a_holding_without_rows_has_none():
    about = dict.fromkeys(("key", "name", "contents", "purpose", "period", "seen_by"), "x")
    holding = Holding(**about, models=())
    assert (holding.entries(Member()), holding.count(Member())) == ([], 0)


def test_the_registry_has_no_model_that_is_not_there():
    with pytest.raises(LookupError):
        apps.get_model("people.Nobody")
    assert all(issubclass(apps.get_model(label), models.Model) for holding in holdings() for label in holding.models)
