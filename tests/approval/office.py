"""The union office as a machine: officers, approvers, a superuser and the clock act in whatever order."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from approval.deputies import end_deputyship, name_deputy
from approval.errors import DecisionRefused
from approval.models import Deputyship, ReviewTask
from approval.roles import WORKFLOW_NAME
from approval.schedule import carry_out_what_is_due
from approval.taking_down import take_down
from approval.verification import verify_chain
from honours.models import Honour, HonourRecipient
from news.models import NewsIndexPage, NewsPage
from people.models import Member

from .conftest import make_draft
from .ledger import APPROVERS, Breach, Draft, Ledger
from .test_no_side_door import form_of

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
REFUSALS = (PermissionDenied, ValidationError, DecisionRefused)
EVERYBODY = ["officer", "colleague", *APPROVERS, "superuser", "reader"]

anybody = st.sampled_from(EVERYBODY)
# Mostly those who may decide, since whoever may not is refused at once.
probably_an_approver = st.sampled_from([*APPROVERS, *APPROVERS, *EVERYBODY])
kinds = st.sampled_from(["page", "page", "honour"])


class Office(RuleBasedStateMachine):
    """A page and an honour, two officers, a chair, two deputy chairs, a superuser, a member of staff."""

    def __init__(self, cast: dict[str, Member], index: NewsIndexPage):
        super().__init__()
        self.ids = {name: member.pk for name, member in cast.items()}
        self.names = {pk: name for name, pk in self.ids.items()}
        self.index = index
        self.ledger = Ledger()
        self.words = 0
        self.stale: list[int] = []
        self.clock = time_machine.travel(BEGIN, tick=False)
        self.traveller = self.clock.start()
        # What one example does is undone, whatever becomes of it.
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self):
        try:
            fault = verify_chain().fault
            assert fault is None, fault
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
            self.clock.stop()

    @initialize(stages=st.sampled_from([1, 1, 2]), author=anybody)
    def begin(self, stages, author):
        self.stages = stages
        if stages == 2:
            first = ReviewTask.objects.create(name="初审")
            first.groups.set(Group.objects.filter(name="副主席"))
            workflow = Workflow.objects.get(name=WORKFLOW_NAME)
            WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=-1)
        page = make_draft(self.index, self.member(author))
        honour = Honour(title="先进集体", awarding_body="市总工会", level="municipal", date=date(2026, 3, 6))
        honour.recipients = [HonourRecipient(name="急诊护理组")]
        honour.save()
        honour.save_revision(user=self.member(author))
        self.things = {"page": (NewsPage, page.pk), "honour": (Honour, honour.pk)}
        self.note("page", author)
        self.note("honour", author)

    # What the machine knows of the database.

    def member(self, name: str) -> Member:
        """Return the member anew, as a request would."""
        return Member.objects.get(pk=self.ids[name])

    def thing(self, kind: str):
        model, pk = self.things[kind]
        return model.objects.get(pk=pk)

    def revisions(self, kind: str):
        model, pk = self.things[kind]
        return Revision.objects.for_instance(model(pk=pk)).order_by("pk")

    def said(self, thing) -> tuple:
        if isinstance(thing, NewsPage):
            return (thing.title, thing.summary, str(thing.body))
        return (thing.title, thing.citation, "、".join(str(each.name) for each in thing.recipients.all()))

    def note(self, kind: str, by: str, base: int | None = None) -> None:
        """Enter the revisions that have come since, and what an overwritten one says now."""
        newest = base
        for revision in self.revisions(kind):
            said = self.said(revision.as_object())
            if revision.pk in self.ledger.drafts:
                self.ledger.drafts[revision.pk].said = said
                if base is None:
                    newest = revision.pk
            else:
                self.ledger.drafts[revision.pk] = Draft(by, said, newest)

    def attempt(self, call):
        """Call it as a request would be handled: all of it or nothing. A refusal is no fault."""
        try:
            with transaction.atomic():
                return call()
        except REFUSALS:
            return None

    def reworded(self, kind: str):
        """Return the newest draft with other words."""
        self.words += 1
        draft = self.thing(kind).get_latest_revision_as_object()
        draft.title = f"第{self.words}稿"
        if kind == "page":
            draft.summary, draft.body = f"摘要{self.words}", [("text", f"<p>正文{self.words}</p>")]
        else:
            draft.citation = f"事迹{self.words}"
        return draft

    def post(self, who: str, address: str, data: dict) -> None:
        client = Client(raise_request_exception=False)
        client.force_login(self.member(who))
        with transaction.atomic():
            client.post(address, data)

    # What people do.

    @rule(kind=kinds, who=anybody, hours=st.sampled_from([None, None, None, 5]), days=st.sampled_from([None, None, 3]))
    def save(self, kind, who, hours, days):
        draft = self.reworded(kind)
        draft.go_live_at = timezone.now() + timedelta(hours=hours) if hours else None
        draft.expire_at = timezone.now() + timedelta(days=days) if days else None
        self.attempt(lambda: draft.save_revision(user=self.member(who)))
        self.note(kind, who)

    def overwrite(self, kind, who):
        """What automatic saving does: other words in the newest revision."""
        draft = self.reworded(kind)
        newest = self.revisions(kind).last()
        self.attempt(lambda: draft.save_revision(user=self.member(who), overwrite_revision=newest))
        self.note(kind, who)

    def revert(self, kind, who, which):
        """What the editor does with an earlier version."""
        held = list(self.revisions(kind))
        earlier = held[which % len(held)]
        self.attempt(
            lambda: earlier.as_object().save_revision(
                user=self.member(who), previous_revision=earlier, log_action=True, clean=False
            )
        )
        self.note(kind, who, base=earlier.pk)

    @rule(kind=kinds, who=anybody)
    def submit(self, kind, who):
        thing = self.thing(kind)
        course = thing.current_workflow_state
        member = self.member(who)
        if course is None:
            call = lambda: thing.get_workflow().start(thing, member)  # noqa: E731
        elif course.status == WorkflowState.STATUS_NEEDS_CHANGES:
            call = lambda: course.resume(user=member) or course  # noqa: E731
        else:
            return
        if self.attempt(call):
            state = self.thing(kind).current_workflow_task_state
            self.ledger.frozen[state.revision_id] = self.ledger.drafts[state.revision_id].said
            self.ledger.submitters[state.revision_id].add(who)
            self.stale.append(state.pk)

    def withdraw(self, kind, who):
        course = self.thing(kind).current_workflow_state
        if course is not None:
            self.attempt(lambda: course.cancel(user=self.member(who)))

    @rule(
        kind=kinds,
        who=probably_an_approver,
        action=st.sampled_from(["approve", "approve", "approve", "reject"]),
        way=st.sampled_from(["code", "code", "code", "our page", "dialog", "editor"]),
    )
    def decide(self, kind, who, action, way):
        state = self.thing(kind).current_workflow_task_state
        if state is not None:
            self.decide_on(kind, state.pk, who, action, way)

    @precondition(lambda self: self.stale)
    @rule(who=probably_an_approver, which=st.integers(0, 9))
    def decide_in_a_stale_tab(self, who, which):
        pk = self.stale[which % len(self.stale)]
        kind = "page" if TaskState.objects.get(pk=pk).workflow_state.object_id == str(self.things["page"][1]) else None
        self.decide_on(kind or "honour", pk, who, "approve", "code")

    def decide_on(self, kind: str, pk: int, who: str, action: str, way: str) -> None:
        before = TaskState.objects.get(pk=pk)
        comment = "请写明雨天怎么办。"
        if way == "code":
            tampered = {"user": 1, "revision": 1, "force": True}
            task = before.task.specific
            self.attempt(lambda: task.on_action(before.specific, self.member(who), action, comment=comment, **tampered))
        elif way == "our page":
            self.post(who, reverse("approval_review", args=[pk]), {"action": action, "comment": comment})
        elif way == "dialog":
            name = "wagtailadmin_pages" if kind == "page" else "wagtailsnippets_honours_honour"
            address = reverse(f"{name}:workflow_action", args=[self.things[kind][1], action, pk])
            self.post(who, address, {"comment": comment})
        elif kind == "page":
            # The reviewer's own words and the decision in one go.
            form = form_of(self.reworded("page"), slug="spring-walk")
            form |= {"action-workflow-action": "true", "workflow-action-name": action}
            form["workflow-action-extra-data"] = '{"comment": "x", "user": 1}'
            self.post(who, reverse("wagtailadmin_pages:edit", args=[self.things["page"][1]]), form)
        self.note(kind, who)
        after = TaskState.objects.get(pk=pk)
        if after.status == before.status:
            return
        if after.finished_by_id != self.ids[who]:
            raise Breach("somebody else's name stands under a decision")
        if after.status == TaskState.STATUS_APPROVED:
            model, thing_id = self.things[kind]
            self.ledger.approve((model.__name__, thing_id), after, who, timezone.localdate(), self.stages)
        else:
            self.ledger.send_back(after.workflow_state_id)
        # A later stage begins.
        state = self.thing(kind).current_workflow_task_state
        if state is not None:
            self.stale.append(state.pk)

    def publish_directly(self, kind, who, which):
        held = list(self.revisions(kind))
        revision = held[which % len(held)]
        action = PublishPageRevisionAction if kind == "page" else PublishRevisionAction
        self.attempt(lambda: action(revision, user=self.member(who)).execute())

    def publish_by_address(self, who, way):
        page = self.things["page"][1]
        if way == "bulk":
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            self.post(who, f"{address}?id={page}", {})
        elif way == "copy":
            self.words += 1
            form = {
                "new_title": "副本",
                "new_slug": f"copy-{self.words}",
                "new_parent_page": self.index.pk,
                "copy_subpages": "on",
                "publish_copies": "on",
                "alias": "on" if self.words % 2 else "",
            }
            self.post(who, reverse("wagtailadmin_pages:copy", args=[page]), form)
        else:
            form = form_of(self.reworded("page"), **{"slug": "spring-walk", "action-publish": "1"})
            self.post(who, reverse("wagtailadmin_pages:edit", args=[page]), form)
        self.note("page", who)

    def copy(self, who, live, alias):
        self.words += 1
        page, member = self.thing("page"), self.member(who)
        if alias:
            self.attempt(lambda: page.create_alias(user=member, update_slug=f"alias-{self.words}"))
        else:
            other = {"slug": f"copy-{self.words}"}
            self.attempt(lambda: page.copy(user=member, keep_live=live, update_attrs=other))

    def move(self, who):
        parent = self.index.get_parent()
        self.attempt(lambda: self.thing("page").move(parent, pos="last-child", user=self.member(who)))

    def tamper_with_the_hour(self, kind, who):
        """An hour that no approval has set."""
        draft, hour = self.reworded(kind), timezone.now() + timedelta(hours=1)
        self.attempt(lambda: draft.save_revision(user=self.member(who), approved_go_live_at=hour))
        self.note(kind, who)

    @rule(hours=st.sampled_from([1, 6, 30, 80]))
    def time_passes(self, hours):
        self.traveller.shift(timedelta(hours=hours))
        carry_out_what_is_due()

    def take_off_the_site(self, kind, who):
        self.attempt(lambda: take_down(self.thing(kind), self.member(who), "时间有误"))

    def unpublish(self, who):
        self.attempt(lambda: self.thing("page").unpublish(user=self.member(who)))

    def name_a_deputy(self, principal, who, days):
        today = timezone.localdate()
        named = self.attempt(
            lambda: name_deputy(self.member(principal), self.member(who), today, today + timedelta(days=days))
        )
        if named:
            self.ledger.deputyships.append([principal, who, today, today + timedelta(days=days)])

    def end_a_deputyship(self, who):
        for deputyship in Deputyship.objects.in_force():
            if self.attempt(lambda deputyship=deputyship: end_deputyship(deputyship, self.member(who))):
                pair = [self.names[deputyship.principal_id], self.names[deputyship.deputy_id]]
                self.ledger.deputyships = [each for each in self.ledger.deputyships if each[:2] != pair]

    def purge_old_revisions(self):
        call_command("purge_revisions", stdout=StringIO())

    @rule(
        kind=kinds,
        who=anybody,
        which=st.integers(0, 9),
        what=st.sampled_from(["directly", "editor", "bulk", "copy", "copy in code", "live copy", "alias", "move"]),
    )
    def try_to_publish(self, kind, who, which, what):
        if what == "directly":
            self.publish_directly(kind, who, which)
        elif what in ("editor", "bulk", "copy"):
            self.publish_by_address(who, what)
        elif what == "move":
            self.move(who)
        else:
            self.copy(who, live=what == "live copy", alias=what == "alias")

    @rule(kind=kinds, who=anybody, which=st.integers(0, 9), what=st.sampled_from(["overwrite", "revert", "hour"]))
    def tamper_with_versions(self, kind, who, which, what):
        if what == "overwrite":
            self.overwrite(kind, who)
        elif what == "revert":
            self.revert(kind, who, which)
        else:
            self.tamper_with_the_hour(kind, who)

    @rule(
        kind=kinds,
        who=probably_an_approver,
        principal=st.sampled_from(APPROVERS),
        days=st.sampled_from([0, 2]),
        what=st.sampled_from(["withdraw", "take down", "unpublish", "purge", "name", "name", "end"]),
    )
    def do_something_rarer(self, kind, who, principal, days, what):
        if what == "withdraw":
            self.withdraw(kind, who)
        elif what == "take down":
            self.take_off_the_site(kind, who)
        elif what == "unpublish":
            self.unpublish(who)
        elif what == "purge":
            self.purge_old_revisions()
        elif what == "name":
            self.name_a_deputy(principal, who, days)
        else:
            self.end_a_deputyship(who)

    # What must hold after every step.

    @invariant()
    def what_is_public_was_approved_word_for_word(self):
        for model in (NewsPage, Honour):
            for thing in model.objects.filter(live=True):
                approved = self.ledger.approved[model.__name__, thing.pk]
                if self.said(thing) not in approved.values():
                    raise Breach(f"{model.__name__} {thing.pk} says {self.said(thing)}; approved: {approved}")
                if thing.live_revision_id and thing.live_revision_id not in approved:
                    raise Breach(f"revision {thing.live_revision_id} is public")
