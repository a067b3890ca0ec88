"""A site with one page and one snippet in each state, and a row of whatever else an address of the admin asks for."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, UploadedFile, Workflow

from activities.models import RecurringActivity
from approval.models import ApprovalRecord, CheckedWord, Deputyship, ReviewTask
from approval.together.submitting import submit_together
from cms.models import PromotedResult, Synonym, UnionDocument, UnionImage, Visibility
from cms.search.synonyms import keep_synonym
from contests.models import Call, Contest, VoteRound, Work
from days.models import AnnouncedYear, CalendarDay
from home.models import Greeting
from honours.models import Honour
from news.importing import Manuscript
from news.manuscript_json import to_json
from news.models import KeptManuscript, ManuscriptImport, NewsCategory, NewsPage
from notices.models import Delivery, Notice, WorkAccount
from people.models import (
    Audience,
    Body,
    Branch,
    Campus,
    Correction,
    Department,
    Look,
    Member,
    MembershipApplication,
    MembershipChange,
    PostHeld,
    Role,
    RoleGrant,
    RosterImport,
    UnionGroup,
)
from publications.models import Publication
from reading.models import Book, Copy
from signups.models import Base, Selection, SignUp, Strike, Venue
from tests.factories import (
    BookFactory,
    BranchFactory,
    CallFactory,
    CampusFactory,
    ContestFactory,
    CopyFactory,
    DepartmentFactory,
    DocumentFactory,
    GreetingFactory,
    HonourFactory,
    ImageFactory,
    MemberFactory,
    PublicationFactory,
    RecurringActivityFactory,
    SignUpFactory,
    UnionGroupFactory,
    VenueFactory,
    VoteRoundFactory,
    WorkFactory,
)
from tests.factories.selections import BaseFactory, SelectionFactory

from .conftest import decide, make_draft, make_member, make_news_index, submit
from .questions import Scene

# Everything that can become of a page or a snippet. `make test` tries the first three.
STATES = ["changed", "waiting", "draft", "live", "scheduled", "sent back", "expired"]
# Which model's first row `pk`, `instance_pk` or a name of its own stands for, by the beginning of the address's name.
ROW_OF = {
    "announced_year": AnnouncedYear,
    "appoint": Body,
    "approval_approvalrecord": ApprovalRecord,
    "approval_end_deputyship": Deputyship,
    "audience": Audience,
    "base": Base,
    "begin_term": Body,
    "body": Body,
    "branch": Branch,
    "calendar_day": CalendarDay,
    "campus": Campus,
    "checked_word": CheckedWord,
    "department": Department,
    "end_post": PostHeld,
    "end_role": RoleGrant,
    "member_chooser": Member,
    "membership_application": MembershipApplication,
    "membership_": Member,
    "news_import": ManuscriptImport,
    "notices_delivery": Delivery,
    "notices_notice": Notice,
    "people_correction": Correction,
    "people_look": Look,
    "people_membershipchange": MembershipChange,
    "people_postheld": PostHeld,
    "people_rolegrant": RoleGrant,
    "promoted_result": PromotedResult,
    "reading_copy": Copy,
    "roster_": RosterImport,
    "signups_signup": SignUp,
    "signups_strike": Strike,
    "synonym": Synonym,
    "union_group": UnionGroup,
    "venue": Venue,
    "wagtailadmin_api:documents": UnionDocument,
    "wagtailadmin_api:images": UnionImage,
    "wagtailadmin_collections": Collection,
    "wagtailadmin_workflows:(disable|edit|enable)_task": ReviewTask,
    "wagtailadmin_workflows": Workflow,
    "wagtaildocs": UnionDocument,
    "wagtailimages": UnionImage,
    "wagtailsettings": Site,
    "wagtailsites": Site,
    "wagtailsnippet(choosers|s)_activities": RecurringActivity,
    "wagtailsnippet(choosers|s)_contests_contest": Contest,
    "wagtailsnippet(choosers|s)_contests_call": Call,
    "wagtailsnippet(choosers|s)_contests_voteround": VoteRound,
    "wagtailsnippet(choosers|s)_contests_work": Work,
    "wagtailsnippet(choosers|s)_home": Greeting,
    "wagtailsnippet(choosers|s)_news_newscategory": NewsCategory,
    "wagtailsnippet(choosers|s)_publications": Publication,
    "wagtailsnippet(choosers|s)_reading": Book,
    "wagtailsnippet(choosers|s)_signups": Selection,
    "wagtailusers_groups": Group,
    "wagtailusers_users": Member,
    "work_account": WorkAccount,
}


def come_to(state: str, thing, officer, chair) -> None:
    """Bring a draft into one of `STATES`."""
    if state == "draft":
        return
    if state == "scheduled":
        thing.go_live_at = timezone.now() + timedelta(hours=3)
        thing.save_revision(user=officer)
    submitted = submit(thing, officer)
    if state == "sent back":
        decide(submitted, chair, "reject", comment="请写明雨天怎么办。")
    elif state != "waiting":
        decide(submitted, chair)
    thing = type(thing).objects.get(pk=thing.pk)
    if state == "changed":
        thing.title = "还没有审批的标题"
        thing.save_revision(user=officer)
    elif state == "expired":
        thing.unpublish(set_expired=True)


def _make_rows(officer: Member, chair: Member) -> None:
    """Make a row of each kind that the scene lacks otherwise."""
    today = timezone.localdate()
    for factory in (BranchFactory, CampusFactory, DepartmentFactory, UnionGroupFactory, DocumentFactory):
        factory()
    ImageFactory(visibility=Visibility.PRIVATE)
    CopyFactory(book=BookFactory(by=officer))
    RecurringActivityFactory(by=officer)
    ContestFactory(by=officer)
    GreetingFactory(by=officer)
    PublicationFactory(by=officer)
    VoteRoundFactory(by=officer, call=WorkFactory(by=officer, author=officer, call=CallFactory(by=officer)).call)
    AnnouncedYear.objects.get_or_create(year=today.year)
    Audience.objects.create(name="护理人员")
    WorkAccount.objects.create(member=officer, channel="wecom", account="QianXiaoWen")
    CalendarDay.objects.create(date=today, kind=CalendarDay.Kind.values[0], name="调休")
    CheckedWord.objects.create(word="试行", kind=CheckedWord.Kind.SLIP)
    keep_synonym(Synonym(), ["职代会", "职工代表大会"])
    PromotedResult.objects.create(page=NewsPage.objects.live().first(), words=["疗养"])
    Deputyship.objects.create(principal=chair, deputy=officer, first_date=today, last_date=today, named_by=chair)
    RosterImport.objects.create(file_name="花名册.xlsx", uploaded_by=officer)
    Correction.objects.create(member=officer, field=Correction.Field.MOBILE, new="13800138000")
    PostHeld.objects.create(body=Body.objects.first(), post="chair", member=chair, starts_on=today)
    MembershipApplication.objects.create(member=officer)
    MembershipChange.objects.create(member=officer, act="joined", before="none", after="enrolled", on=today)
    Look.objects.create(viewer=chair, member=officer, subject="people.member")
    VenueFactory()
    SelectionFactory(by=officer, base=BaseFactory())
    missed = SignUpFactory(member=officer)
    Strike.objects.create(sign_up=missed, member=officer, cause=Strike.Cause.NO_SHOW, expires_on=today)
    Redirect.objects.create(old_path="/old", redirect_link="/news/")


def _make_import(owner: Member) -> dict[str, int]:
    batch = ManuscriptImport.objects.create(owner=owner, file_count=1)
    content = to_json(Manuscript(file_name="稿件.docx", title="稿件"), keep=None)
    kept = KeptManuscript.objects.create(batch=batch, position=1, content=content)
    return {"manuscript_pk": kept.pk}


def make_scene() -> Scene:
    officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
    chair = make_member("1002", "孙立", Role.CHAIR)
    superuser = make_member("9999", "超级管理员", is_superuser=True)
    index = make_news_index()
    Site.objects.update(root_page=index.get_parent())
    pages = {state: make_draft(index, officer, f"page-{number}") for number, state in enumerate([*STATES, "together"])}
    honours = {state: HonourFactory(draft=True, by=officer) for state in STATES}
    for state in STATES:
        come_to(state, pages[state], officer, chair)
        come_to(state, honours[state], officer, chair)
    _make_rows(officer, chair)
    pages = {state: NewsPage.objects.get(pk=page.pk) for state, page in pages.items()}
    honours = {state: Honour.objects.get(pk=honour.pk) for state, honour in honours.items()}
    others = {
        **_make_import(superuser),
        "task_id": ReviewTask.objects.get().pk,
        "workflow_pk": Workflow.objects.get(active=True).pk,
        "joint_id": submit_together([pages["together"]], title="一起", by=officer).pk,
        "reference": ApprovalRecord.objects.first().reference,
        "redirect_id": _first(Redirect),
        "session_id": EditingSession.objects.create(
            user=superuser, content_object=pages["draft"], last_seen_at=timezone.now()
        ).pk,
        "uploaded_file_id": _make_upload(UnionImage, superuser),
        "uploaded_document_id": _make_upload(UnionDocument, superuser),
        # Nothing hangs on this one, so that it can be deleted.
        "member": MemberFactory().pk,
        "newscategory": _first(NewsCategory),
        "book": _first(Book),
        "call": _first(Call),
        "voteround": _first(VoteRound),
        "work": _first(Work),
        "greeting": _first(Greeting),
        "publication": _first(Publication),
        "contest": _first(Contest),
        "recurringactivity": _first(RecurringActivity),
        "selection": _first(Selection),
        "uniondocument": _first(UnionDocument),
        "unionimage": _first(UnionImage),
    }
    rows = {beginning: _first(model) for beginning, model in ROW_OF.items()}
    rows |= {
        # The first collection is the root of all, which has no form.
        "wagtailadmin_collections": Collection.get_first_root_node().add_child(name="资料").pk,
        "take_second_factor_off": others["member"],
        "withdraw_slip": others["member"],
        "wagtailusers_users": others["member"],
    }
    assert None not in [*rows.values(), *others.values()]
    courses = {
        "reading_book": dict.fromkeys(STATES, _course_of(Book.objects.first(), pages["waiting"])),
        "activities_recurringactivity": dict.fromkeys(
            STATES, _course_of(RecurringActivity.objects.first(), pages["waiting"])
        ),
        "signups_selection": dict.fromkeys(STATES, _course_of(Selection.objects.first(), pages["waiting"])),
        "publications_publication": dict.fromkeys(STATES, _course_of(Publication.objects.first(), pages["waiting"])),
        "contests_contest": dict.fromkeys(STATES, _course_of(Contest.objects.first(), pages["waiting"])),
        **{
            f"contests_{model._meta.model_name}": dict.fromkeys(
                STATES, _course_of(model.objects.first(), pages["waiting"])
            )
            for model in (Call, VoteRound, Work)
        },
        "home_greeting": dict.fromkeys(STATES, _course_of(Greeting.objects.first(), pages["waiting"])),
        "honours_honour": {state: _course_of(honours[state], honours["waiting"]) for state in STATES},
        "news": {state: _course_of(pages[state], pages["waiting"]) for state in STATES},
    }
    return Scene(index, pages, honours, others, rows, courses)


def _course_of(thing, waiting) -> dict[str, int]:
    return {
        "revision_id": thing.latest_revision_id,
        "task_state_id": waiting.current_workflow_task_state.pk,
        "workflow_state_id": waiting.current_workflow_state.pk,
    }


def _make_upload(model: type[models.Model], by: Member) -> int:
    kind = ContentType.objects.get_for_model(model)
    return UploadedFile.objects.create(
        for_content_type=kind, file=ContentFile(DocumentFactory.content, name="x.pdf"), uploaded_by_user=by
    ).pk


def _first(model: type[models.Model]):
    return model._default_manager.values_list("pk", flat=True).first()
