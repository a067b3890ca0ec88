"""A club's leaders may edit the page of their own club, and nothing else."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from activities.models import ClubLeader, ClubPage
from tests.factories import (
    ClubPageFactory,
    HonourFactory,
    ImageFactory,
    MemberFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    StandardPageFactory,
)


@pytest.fixture
def leader(site):
    return MemberFactory(name="覃若云")


@pytest.fixture
def yoga(leader):
    return ClubPageFactory(title="瑜伽俱乐部", led_by=[leader])


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(club, **changes):
    return {
        "title": club.title,
        "slug": club.slug,
        "summary": club.summary,
        "category": club.category,
        "visibility": club.visibility,
        "introduction": '{"blocks": [{"key": "a", "type": "unstyled", "text": "新的介绍", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        "rules": '{"blocks": [], "entityMap": {}}',
        "meets_at": club.meets_at,
        "meets_when": club.meets_when,
        "gallery-count": "0",
        "leaders-TOTAL_FORMS": "1",
        "leaders-INITIAL_FORMS": "1",
        "leaders-MIN_NUM_FORMS": "0",
        "leaders-MAX_NUM_FORMS": "1000",
        "leaders-0-id": club.leaders.get().pk,
        "leaders-0-member": club.leaders.get().member_id,
        "leaders-0-ORDER": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }


def refused(client, address, data=None):
    """Tell whether the address leads away, or is forbidden or missing, and changes nothing."""
    before = list(Page.objects.values_list("pk", "latest_revision", "live"))
    response = client.get(address) if data is None else client.post(address, data)
    assert list(Page.objects.values_list("pk", "latest_revision", "live")) == before
    return response.status_code in (302, 403, 404)


def test_a_leader_opens_the_editor_of_the_club(leader, yoga, client):
    client.force_login(leader)
    assert client.get(editor_of(yoga)).status_code == 200


def test_a_leader_drafts_a_change_that_is_not_public(leader, yoga, client):
    client.force_login(leader)
    assert client.post(editor_of(yoga), form_of(yoga, summary="换到周四。")).status_code == 302
    club = ClubPage.objects.get(pk=yoga.pk)
    assert club.get_latest_revision_as_object().summary == "换到周四。"
    assert club.summary == yoga.summary


def test_a_leader_submits_it_to_the_chair(leader, yoga, client):
    client.force_login(leader)
    client.post(editor_of(yoga), form_of(yoga, summary="换到周四。", **{"action-submit": "1"}))
    club = ClubPage.objects.get(pk=yoga.pk)
    assert club.current_workflow_state.requested_by == leader
    assert club.summary == yoga.summary


@pytest.mark.parametrize("action", ["action-publish", "action-workflow-action"])
def test_a_leader_publishes_nothing(action, leader, yoga, client):
    client.force_login(leader)
    client.post(
        editor_of(yoga), form_of(yoga, summary="换到周四。", **{action: "1", "workflow-action-name": "approve"})
    )
    assert ClubPage.objects.get(pk=yoga.pk).summary == yoga.summary


def test_a_leader_does_not_touch_another_club(leader, yoga, client):
    other = ClubPageFactory(led_by=[MemberFactory()])
    client.force_login(leader)
    assert refused(client, editor_of(other))
    assert refused(client, editor_of(other), form_of(other, summary="改了"))


def test_a_leader_does_not_touch_any_other_page(leader, yoga, site, client):
    client.force_login(leader)
    for page in [site.home, site.clubs, site.news, NewsPageFactory(), StandardPageFactory()]:
        assert refused(client, editor_of(page)), page


@pytest.mark.parametrize("act", ["unpublish", "delete", "move", "set_privacy"])
def test_a_leader_neither_moves_nor_removes_the_club(act, leader, yoga, client):
    client.force_login(leader)
    assert refused(client, reverse(f"wagtailadmin_pages:{act}", args=[yoga.pk]), {})


def test_a_leader_copies_the_club_nowhere(leader, yoga, site, client):
    client.force_login(leader)
    copied = {"new_title": "另一个", "new_slug": "another", "new_parent_page": site.clubs.pk, "publish_copies": "1"}
    client.post(reverse("wagtailadmin_pages:copy", args=[yoga.pk]), copied)
    assert not Page.objects.filter(title="另一个").exists()


def test_a_leader_adds_no_page_anywhere(leader, yoga, site, client):
    client.force_login(leader)
    for model, parent in (("activities.clubpage", site.clubs), ("news.newspage", site.news)):
        assert refused(client, reverse("wagtailadmin_pages:add", args=[*model.split("."), parent.pk]))


def test_a_leader_keeps_no_snippets_pictures_or_people(leader, yoga, client):
    activity, honour, image = RecurringActivityFactory(club=yoga), HonourFactory(), ImageFactory()
    client.force_login(leader)
    for address in [
        reverse("wagtailsnippets_activities_recurringactivity:edit", args=[activity.pk]),
        reverse("wagtailsnippets_activities_recurringactivity:add"),
        reverse("wagtailsnippets_honours_honour:edit", args=[honour.pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailusers_users:index"),
        reverse("approval_queue"),
        reverse("news_import"),
    ]:
        assert client.get(address).status_code in (302, 403), address


def test_the_pages_list_shows_a_leader_no_page_of_others(leader, yoga, site, client):
    NewsPageFactory(title="还没批的新闻", draft=True)
    client.force_login(leader)
    response = client.get(reverse("wagtailadmin_explore", args=[site.news.pk]), follow=True)
    assert "还没批的新闻" not in response.content.decode()


def test_a_leader_named_in_a_draft_alone_does_not_enter(yoga, client):
    newcomer = MemberFactory()
    draft = yoga.get_latest_revision_as_object()
    draft.leaders.add(ClubLeader(member=newcomer))
    draft.save_revision()
    client.force_login(newcomer)
    assert client.get(editor_of(yoga)).status_code in (302, 403)
    ClubPage.objects.get(pk=yoga.pk).get_latest_revision().publish(skip_permission_checks=True)
    assert client.get(editor_of(yoga)).status_code == 200


def test_a_leader_of_a_club_that_is_not_public_yet_does_not_enter(leader, client):
    club = ClubPageFactory(led_by=[leader], draft=True)
    client.force_login(leader)
    assert client.get(editor_of(club)).status_code in (302, 403)


def test_a_leader_who_steps_down_does_not_enter(leader, yoga, client):
    yoga.leaders.all().delete()
    client.force_login(leader)
    assert client.get(editor_of(yoga)).status_code in (302, 403)


def test_a_leader_who_has_left_the_hospital_does_not_enter(leader, yoga, client):
    client.force_login(leader)
    leader.is_active = False
    leader.save()
    assert client.get(editor_of(yoga)).status_code in (302, 403)
