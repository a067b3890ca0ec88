"""The demo as it stands after loading."""

import json
from collections import Counter
from io import StringIO

import mammoth
import pytest
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page, Revision, Site, TaskState, WorkflowState

from activities.file.checklist import checklist
from activities.models import ClubMembership, ClubPage, ClubRating, ClubStar, Handout, RatingRound, RecurringActivity
from activities.rating.outcome import outcomes_of
from activities.rules import leads_a_club
from approval.hands import contributors_to
from approval.queue import waiting_for
from approval.registry import approved_snippets
from approval.rules import check_contents
from cms.models import UnionDocument, UnionImage, UnionSettings
from cms.pages import UnionPage
from contests.board import Board
from contests.models import Contest, Player
from home.demo.loading.content import PICTURES
from home.demo.loading.people import LIBRARIAN, OFFICER, ROLES
from home.models import HomePage
from honours.models import Honour
from news.models import NewsPage
from notices.models import Delivery, Notice
from people.models import Audience, Body, Branch, Member, PostHeld, RoleGrant, UnionGroup
from reading.models import Book, Copy
from signups.attendance.hours import course_of
from signups.models import (
    Answers,
    Application,
    Draw,
    Offering,
    Rating,
    Selection,
    Session,
    SignUp,
    SignUpTerms,
    Venue,
)
from tests.plugins.databases import default_database

# What a revision does not decide: whether and when it is public, and what was put below a page since.
DECIDED_LATER = {
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "numchild",
    # By the clock, once a round of votes has closed.
    "counted_at",
}


@pytest.fixture(scope="module")
def _demo_database(run_databases, demo_template, django_db_blocker):
    """A copy of the loaded demo for this file."""
    template, media = demo_template
    name = run_databases.clone(template)
    with django_db_blocker.unblock(), default_database(name), override_settings(MEDIA_ROOT=media):
        yield
    run_databases.drop(name)


@pytest.fixture
def demo(_demo_database, db):
    """The loaded demo; what a test changes is taken back."""


def member(number: str) -> Member:
    return Member.objects.get(employee_number=number)


def approved_things() -> list:
    """Return every page and public snippet of the demo."""
    pages = [page for page in Page.objects.specific() if isinstance(page, UnionPage)]
    return pages + [row for model in approved_snippets() for row in model.objects.all()]


def parsed(data: dict) -> dict:
    """Return serialised data without what differs by the place it is kept in: dates as text, the order of keys."""
    plain = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return {
        name: json.loads(value) if isinstance(value, str) and value.startswith("[{") else value
        for name, value in plain.items()
    }


def states_of(model) -> Counter:
    """Count the rows of `model` by how far they came; a draft is one without a workflow."""
    counted = Counter()
    for row in model.objects.all():
        state = WorkflowState.objects.for_instance(row).order_by("pk").last()
        counted["live" if row.live else state.status if state else "draft"] += 1
    return counted


def test_the_demo_has_two_years_of_a_hospitals_union(demo):
    assert NewsPage.objects.count() == 40
    assert ClubPage.objects.count() == 8
    assert RecurringActivity.objects.count() == 15
    assert Venue.objects.bookable().count() == 3
    assert SignUp.objects.granted().filter(session__is_slot=True).count() == 19
    assert Honour.objects.count() == 60
    assert Book.objects.count() == 120
    assert Member.objects.filter(is_active=True).count() == 66
    assert Copy.objects.values("book").distinct().count() == 120
    assert ClubMembership.objects.values("club").distinct().count() == 8
    assert NewsPage.objects.order_by("date").first().date.year == 2024


def test_there_are_audiences_to_choose_and_each_is_for_some_and_not_for_all(demo):
    staff = Member.objects.filter(is_active=True)
    counted = {audience.name: sum(audience.includes(member) for member in staff) for audience in Audience.objects.all()}
    assert {"在职女职工", "城东院区在职职工", "50岁及以上在职职工"} <= counted.keys()
    assert all(0 < count < len(staff) for count in counted.values()), counted


def test_dates_of_every_kind_are_to_be_seen_with_people_in_every_state(demo):
    states = set(SignUp.objects.values_list("state", flat=True))
    assert {"confirmed", "waiting", "offered", "cancelled", "refused", "requested"} <= states
    modes = set(Session.objects.coming().filter(is_slot=False).values_list("offering__mode", flat=True))
    assert modes == {SignUpTerms.Mode.OPEN, *SignUpTerms.ASKED_FOR_MODES} - {SignUpTerms.Mode.QUOTA}
    nurse = SignUp.objects.filter(member=member("2001"))
    assert {"confirmed", "offered"} <= set(nurse.values_list("state", flat=True))
    assert Session.objects.coming().filter(state="cancelled").exclude(remark="").exists()
    assert SignUp.objects.filter(session__ends_at__lt=timezone.now()).exclude(attendance="").exists()


def test_a_retreat_that_is_open_and_one_that_was_are_to_be_seen(demo):
    past, now = Selection.objects.order_by("opens_at")
    assert past.run.effective_at is not None
    assert now.is_open
    assert Application.objects.live().filter(run=now.run).count() == 12
    first = past.run.batches.order_by("pk").first()
    assert first.session.taken == first.session.capacity == 20
    assert Rating.objects.let_through().exists()
    assert Rating.objects.to_be_read().exists()


def test_a_draw_a_course_children_and_a_changed_series_are_to_be_seen(demo):
    draw = Draw.objects.get()
    assert draw.session.sign_ups.granted().count() == draw.places
    assert draw.session.sign_ups.waiting().exists()
    assert draw.committed_at < draw.session.closes_at < draw.drawn_at < draw.session.starts_at
    child = SignUp.objects.granted().get(member=member("2001"), dependant__isnull=False)
    assert {"监护人同意书"} == {each.title for each in child.answers.consents.all()}
    assert Answers.objects.exclude(sign_up__session__offering__mode="selection").count() == 4
    course = Session.objects.filter(offering__title__contains="四讲").order_by("starts_at")
    assert [session.is_over for session in course] == [True, True, False, False]
    assert {attended.held for attended in course_of(course[0].offering).people} == {2}
    [changed] = Session.objects.filter(is_out_of_step=True)
    assert changed.taken > 0


def test_its_bodies_have_who_leads_them_and_a_term_before(demo):
    committee = Body.objects.get(kind=Body.Kind.COMMITTEE)
    assert [term.number for term in committee.terms.all()] == [6, 5]
    assert committee.posts_held.held().get(post=PostHeld.Post.CHAIR).member == member("1002")
    # The accounts-review committee reviews the union committee: nobody is in both.
    in_both = Member.objects.filter(posts_held__body=committee).filter(posts_held__body__kind=Body.Kind.AUDIT)
    assert not in_both.exists()
    assert not UnionGroup.objects.filter(leader=None).exists()
    assert not Branch.objects.filter(chair=None).exists()
    # Who leads is of the part that is led.
    assert all(group.leader.union_group_id == group.pk for group in UnionGroup.objects.select_related("leader"))


def test_no_mail_of_long_ago_waits_to_be_sent(demo):
    mailed = Notice.objects.exclude(mailed_at=None)
    assert mailed.exists()
    assert not mailed.filter(deliveries__state=Delivery.State.WAITING).exists()


def test_something_of_every_kind_is_on_its_way(demo):
    news = states_of(NewsPage)
    assert news["live"] >= 30
    assert min(news["in_progress"], news["needs_changes"], news["draft"]) >= 1
    assert states_of(RecurringActivity)["needs_changes"] == 1
    for model in (ClubPage, RecurringActivity, Honour, Book):
        assert states_of(model)["in_progress"] >= 1


def test_whatever_is_live_was_approved_by_somebody_who_had_no_hand_in_it(demo):
    live = [thing for thing in approved_things() if thing.live]
    approvals = list(TaskState.objects.filter(status=TaskState.STATUS_APPROVED))
    contributors = contributors_to(approvals)
    approver_of = {state.revision_id: state.finished_by_id for state in approvals}
    authors = {state.revision_id: {state.revision.user_id, state.workflow_state.requested_by_id} for state in approvals}
    assert len(live) > 220
    for thing in live:
        assert approver_of[thing.live_revision_id] == member("1002").pk
        assert approver_of[thing.live_revision_id] not in authors[thing.live_revision_id]
    assert not any(state.finished_by_id in contributors[state.pk] for state in approvals)


def test_what_is_public_is_the_approved_revision_to_the_letter(demo):
    for thing in approved_things():
        if thing.live:
            approved, shown = parsed(thing.live_revision.content), parsed(thing.serializable_data())
            assert {name for name in shown if shown[name] != approved[name]} <= DECIDED_LATER, thing


def test_everything_live_passes_the_check_that_an_approval_makes(demo):
    for revision in Revision.objects.filter(task_states__status=TaskState.STATUS_APPROVED):
        check_contents(revision)


def test_an_article_was_first_published_on_its_own_day(demo):
    for page in NewsPage.objects.live():
        assert timezone.localdate(page.first_published_at) == page.date
        assert page.last_published_at == page.first_published_at
        assert page.latest_revision_created_at < page.first_published_at


def test_each_role_is_held_by_its_account_and_by_nobody_else(demo):
    for number, role in ROLES.items():
        assert list(Member.objects.holding(role)) == [member(number)]
    assert RoleGrant.objects.count() == len(ROLES)
    assert leads_a_club(member("1004"))
    assert not Member.objects.filter(is_superuser=True).exists()


def test_every_account_opens_with_the_demo_password(demo):
    assert all(each.check_password("staffhome-demo") for each in Member.objects.all())


def test_the_chair_and_the_deputy_find_a_queue(demo):
    assert len(waiting_for(member("1002"))) == len(waiting_for(member("1003"))) >= 5


def test_the_officer_finds_remarks_to_answer(demo):
    sent_back = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by__employee_number=OFFICER
    )
    assert sent_back.count() >= 2
    assert all(state.current_task_state.comment for state in sent_back)
    assert member(OFFICER).notices.unread().filter(kind="approval.sent_back").count() == sent_back.count()


def test_the_librarian_waits_for_a_book_to_be_approved(demo):
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, requested_by__employee_number=LIBRARIAN
    )
    assert {type(state.content_object) for state in waiting} == {Book}


def test_mail_goes_out_only_about_what_is_still_open(demo):
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    rejected = TaskState.objects.filter(status=TaskState.STATUS_REJECTED)
    still_open = {f"approval.waiting.{state.pk}" for state in waiting}
    still_open |= {f"approval.sent_back.{state.pk}" for state in rejected}
    offered = SignUp.objects.filter(state=SignUp.State.OFFERED)
    still_open |= {f"signups.to_confirm.{sign_up.pk}" for sign_up in offered}
    called_off = Session.objects.filter(state=Session.State.CANCELLED)
    still_open |= {f"signups.called_off.{session.pk}.{session.sequence}" for session in called_off}
    changed = RecurringActivity.objects.get(title="周五羽毛球")
    offering = Offering.objects.of(changed).get()
    last = max(offering.sessions.filter(is_out_of_step=True).values_list("starts_at", flat=True))
    still_open.add(f"activities.out_of_step.{offering.pk}.{changed.live_revision_id}.{last:%Y%m%d%H%M}")
    assert set(Notice.objects.to_be_mailed().values_list("dedupe_key", flat=True)) == still_open
    assert (
        not Notice.objects.filter(read_at=None)
        .exclude(dedupe_key__in=still_open)
        .exclude(kind="approval.approved")
        .exists()
    )


def test_no_picture_is_missing(demo):
    assert UnionImage.objects.filter(works=None).count() == len(list(PICTURES.glob("*.webp")))
    for image in UnionImage.objects.all():
        assert image.file.storage.exists(image.file.name)
        assert image.description
    for image in UnionImage.objects.filter(works=None):
        assert image.has_focal_point()
        assert 0 < image.focal_point_x < image.width
        assert 0 < image.focal_point_y < image.height
    assert not NewsPage.objects.filter(cover=None).exists()
    assert not ClubPage.objects.filter(cover=None).exists()
    assert not RecurringActivity.objects.filter(picture=None).exists()


def test_the_forms_to_download_are_word_files_with_their_text(demo):
    documents = UnionDocument.objects.filter(file__endswith=".docx")
    assert documents
    for document in documents:
        with document.file.open("rb") as file:
            assert len(mammoth.extract_raw_text(file).value) > 40


def test_the_home_page_stands_in_the_place_of_wagtails_welcome_page(demo):
    home = HomePage.objects.get()
    site = Site.objects.get()
    assert (site.root_page_id, site.hostname, site.port, site.is_default_site) == (home.pk, "localhost", 80, True)
    assert home.url == "/"
    assert list(Page.objects.filter(depth=2)) == [home.page_ptr]
    assert not Page.find_problems()[0]
    assert {page.url for page in home.get_children()} >= {"/news/", "/clubs/", "/honours/", "/reading/", "/about/"}
    assert UnionSettings.objects.get().hospital_name == "示范市中医院"


def test_a_second_run_changes_nothing_and_asks_one_question(demo, django_assert_num_queries):
    tables = [name for name in connection.introspection.table_names() if name != "django_session"]

    def counts():
        with connection.cursor() as cursor:
            return {name: cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}

    before, said = counts(), StringIO()
    with django_assert_num_queries(1):
        call_command("load_demo", stdout=said)
    assert counts() == before
    assert said.getvalue() == "The demo hospital is there.\n"


def test_an_edited_demo_is_still_the_demo(demo):
    HomePage.objects.update(title="另一个名字", slug="renamed")
    UnionSettings.objects.update(hospital_name="另一家医院")
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "there" in said.getvalue()


def test_a_league_with_results_and_a_meeting_that_takes_teams_are_to_be_seen(demo):
    league = Contest.objects.get(title__contains="气排球")
    board = Board(league)
    assert [(line.team.name, line.points) for line in board.table][:2] == [("内科系统分会队", 2), ("医技护理分会队", 2)]
    assert len(board.played) == 2
    assert len(board.fixtures) == 6
    assert league.rosters_are_closed
    assert Player.objects.named().filter(member=member("2001"), team__name="内科系统分会队").exists()
    days = [timezone.localdate(fixture.session.starts_at) for fixture in board.fixtures]
    assert (league.starts_on, league.ends_on) == (min(days), max(days))
    meeting = Contest.objects.get(plan=Contest.Plan.RANKED)
    assert meeting.entry_session.takes_sign_ups_now
    assert meeting.teams.entered().count() == 2


def test_for_the_file_of_a_past_date_photographs_and_receipt_lists_are_collected(demo):
    session = Handout.objects.first().session
    assert session.is_over
    lines = {line.part.key: line for line in checklist(session, Member.objects.get(employee_number=OFFICER))}
    assert (lines["photos"].count, lines["handouts"].count) == (3, 2)
    assert {key for key in ("plan", "sign_ups", "attendance") if not lines[key].is_there} == set()


def test_last_years_rating_has_its_stars_and_this_years_has_begun(demo):
    awarded = Counter(ClubStar.objects.filter(year=2025).values_list("stars", flat=True))
    assert awarded == {5: 2, 4: 3, 3: 2}
    last, this = RatingRound.objects.order_by("year")
    assert (last.is_awarded, this.is_in_self_assessment) == (True, True)
    assert [(str(each.total), each.stars) for each in outcomes_of(last)][0] == ("95.00", 5)
    assert ClubRating.objects.filter(round=this).exclude(handed_in_at=None).count() == 1
