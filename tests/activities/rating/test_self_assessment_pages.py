"""The form in which a club assesses itself, with its evidence."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.models import RatingEvidence, RatingRound
from activities.rating import evidence
from activities.rating.assessing import save_draft
from activities.rating.figures import Counted
from activities.rating.marking import begin_marking
from tests.factories import ClubPageFactory, MemberFactory, NewsPageFactory
from tests.signups.asking import pdf

from .pages import address, form_of, handed_in


def test_a_leader_saves_adds_evidence_and_hands_in(entry, leader, yoga, client):
    NewsPageFactory(title="公开课", club=yoga)
    client.force_login(leader)
    page = address("self_assessment", entry)
    assert "公开课" in client.get(page).content.decode()
    first = entry.round.criteria.first()
    more = {f"files_{first.pk}": pdf("签到表.pdf"), f"thing_{first.pk}": "0"}
    assert client.post(page, form_of(entry, "30", "", "", **more)).status_code == 302
    assert [row.name for row in RatingEvidence.objects.all()][0] == "签到表.pdf"
    assert [row.name[11:] for row in RatingEvidence.objects.all()][1] == "公开课"
    refused = client.post(page, form_of(entry, "30", "", "", hand_in="1"), follow=True)
    assert "成员评价" in str(list(refused.context["messages"])[-1])
    client.post(page, form_of(entry, "30", "15", "20", hand_in="1"))
    entry.refresh_from_db()
    assert entry.is_handed_in
    assert client.post(address("take_self_assessment_back", entry)).status_code == 302
    entry.refresh_from_db()
    assert not entry.is_handed_in


def test_a_mark_above_the_maximum_and_a_false_file_are_refused_and_nothing_typed_is_lost(entry, leader, client):
    client.force_login(leader)
    first = entry.round.criteria.first()
    wrong = form_of(entry, "40.5", "15", "", **{f"files_{first.pk}": SimpleUploadedFile("假.pdf", b"MZ no pdf")})
    response = client.post(address("self_assessment", entry), wrong)
    html = response.content.decode()
    assert response.status_code == 422
    assert {f"mark_{first.pk}", f"files_{first.pk}"} == set(response.context["form"].errors)
    assert "每周一次" in html
    assert not entry.self_marks.exists()


def test_files_of_a_refused_form_are_kept_once_and_need_not_be_chosen_again(entry, leader, client):
    client.force_login(leader)
    first, second = entry.round.criteria.all()[:2]
    page = address("self_assessment", entry)
    wrong_file = SimpleUploadedFile("假.pdf", b"MZ no pdf")
    files = {f"files_{first.pk}": pdf("签到表.pdf"), f"files_{second.pk}": wrong_file}
    refused = client.post(page, form_of(entry, "40.5", "15", "", **files))
    assert refused.status_code == 422
    assert [(row.name, row.criterion) for row in entry.evidence.all()] == [("签到表.pdf", first)]
    html = refused.content.decode()
    assert "签到表.pdf" in html
    assert "无需重新选择" in html
    assert client.post(page, form_of(entry, "30", "15", "")).status_code == 302
    assert entry.evidence.count() == 1


def test_of_several_files_a_wrong_one_says_that_the_others_are_to_be_chosen_again(entry, leader, client):
    client.force_login(leader)
    first = entry.round.criteria.first()
    files = [pdf("签到表.pdf"), SimpleUploadedFile("假.pdf", b"MZ no pdf")]
    refused = client.post(
        address("self_assessment", entry), form_of(entry, "30", "", "", **{f"files_{first.pk}": files})
    )
    assert len(refused.context["form"].errors[f"files_{first.pk}"]) == 2
    assert not entry.evidence.exists()


def test_files_that_come_too_late_are_not_kept(entry, leader, client):
    client.force_login(leader)
    RatingRound.objects.update(self_assessment_until=timezone.localdate() - timedelta(days=1))
    first = entry.round.criteria.first()
    late = form_of(entry, "400", "", "", **{f"files_{first.pk}": pdf("签到表.pdf")})
    assert client.post(address("self_assessment", entry), late).status_code == 422
    assert not entry.evidence.exists()


def test_evidence_is_removed_and_what_was_typed_beside_it_is_kept(entry, leader, client):
    row = evidence.point_at(entry, entry.round.criteria.first(), Counted("公开课", "/news/a/"), leader)
    client.force_login(leader)
    client.post(address("self_assessment", entry), form_of(entry, "30", "15", "20", remove=str(row.pk)))
    assert not RatingEvidence.objects.exists()
    assert entry.self_marks.count() == 3


@pytest.mark.parametrize("rubbish", ["²", "x", "9" * 40])
def test_rubbish_removes_no_evidence(rubbish, entry, leader, client):
    evidence.point_at(entry, entry.round.criteria.first(), Counted("公开课", "/news/a/"), leader)
    client.force_login(leader)
    answer = client.post(address("self_assessment", entry), form_of(entry, "30", "15", "20", remove=rubbish))
    assert answer.status_code == 404
    assert RatingEvidence.objects.count() == 1


def test_whoever_comes_late_reads_the_sentence_and_what_they_wrote(entry, leader, client):
    client.force_login(leader)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        response = client.post(address("self_assessment", entry), form_of(entry, "30", "15", "20"))
        assert response.status_code == 422
        assert "每周一次" in response.content.decode()
        assert response.context["form"].non_field_errors()
        assert client.get(address("self_assessment", entry)).context["refusal"]


def test_a_draft_is_read_by_its_leaders_alone(entry, leader, officer, marker, client):
    said = {entry.round.criteria.first(): (Decimal(5), "草稿里的话")}
    save_draft(entry, leader, said, "")
    for stranger in (officer, marker, MemberFactory()):
        client.force_login(stranger)
        assert client.get(address("self_assessment", entry)).status_code == 404
    begin_marking(entry.round)
    client.force_login(marker)
    assert "草稿里的话" not in client.get(address("mark_club", entry)).content.decode()


def test_evidence_is_opened_by_those_who_may_read_the_self_assessment(entry, leader, officer, marker, client):
    row = evidence.attach(entry, entry.round.criteria.first(), evidence.checked(pdf("签到表.pdf")), leader)
    page = address("rating_evidence", row)
    seen = {}
    for when in ("draft", "handed in"):
        for who in (
            leader,
            officer,
            marker,
            MemberFactory(),
            ClubPageFactory(led_by=[MemberFactory()]).leaders.get().member,
        ):
            client.force_login(who)
            seen.setdefault(when, []).append(client.get(page).status_code)
        if when == "draft":
            handed_in(entry, leader)
    assert seen == {"draft": [200, 404, 404, 404, 404], "handed in": [200, 200, 200, 404, 404]}
    client.force_login(leader)
    response = client.get(page)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    client.logout()
    assert client.get(page).status_code == 302


def test_a_form_that_is_wrong_far_below_says_so_above_it(entry, leader, client):
    client.force_login(leader)
    page = client.post(address("self_assessment", entry), form_of(entry, "30", "15", "8.33", hand_in="1"))
    html = page.content.decode()
    assert page.status_code == 422
    assert html.index('callout--error" role="alert"') < html.index("<fieldset")
    assert html.count("最多保留一位小数") == 1 or html.count("One digit after the point at most.") == 1
    assert "callout--error" not in client.get(address("self_assessment", entry)).content.decode()
