"""Asks addresses with whatever might publish, undoes what came of it, and says what had changed for readers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.template.backends.django import Template
from django.utils import timezone
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageViewRestriction, Revision, Site

from approval.registry import approved_snippets
from cms.models import UnionDocument, UnionImage, Visibility
from news.models import NewsPage

from .addresses import KINDS, Kind
from .questions import Question, Scene

# What a tampered form might say: publish, approve, restore, move, confirm, take whatever is below along.
TAMPERED = {
    "action-publish": "1",
    "action-unpublish": "1",
    "action": "approve",
    "approve-comment": "",
    "comment": "时间有误",
    "include_descendants": "on",
    "live": "on",
    "publish_copies": "on",
    "copy_subpages": "on",
    "alias": "on",
    "restriction_type": "login",
    "confirm": "on",
    "is_reverting": "1",
    "title": "改过的标题",
    "slug": "changed",
    "new_title": "另一个标题",
    "new_slug": "another",
    "hostname": "elsewhere.example",
    "next": "/admin/",
}
# Without these some forms are not read at all.
LEAST = {
    "body-count": "0",
    "questions-count": "0",
    "single_dates-TOTAL_FORMS": "0",
    "single_dates-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "events-TOTAL_FORMS": "0",
    "events-INITIAL_FORMS": "0",
    "recipients-TOTAL_FORMS": "0",
    "recipients-INITIAL_FORMS": "0",
    "kinds-TOTAL_FORMS": "0",
    "kinds-INITIAL_FORMS": "0",
    "external-link-chooser-url": "/",
}
DECISION = {
    "action-workflow-action": "true",
    "workflow-action-name": "approve",
    "workflow-action-extra-data": '{"comment": "x", "user": 1}',
}
# The forms of Wagtail in which a page or snippet is written: they must be accepted, or nothing was tried.
EDITORS = {
    "admin/pages/<int:page_id>/edit/",
    "admin/pages/<int:page_id>/copy/",
    "admin/pages/<int:page_id>/revisions/<int:revision_id>/revert/",
    "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
    "admin/snippets/contests/work/edit/<int:pk>/",
    *[
        f"admin/snippets/{snippet}/{address}"
        for snippet in (
            "activities/recurringactivity",
            "contests/call",
            "contests/contest",
            "contests/voteround",
            "home/greeting",
            "honours/honour",
            "publications/publication",
            "reading/book",
        )
        for address in ("add/", "edit/<int:pk>/")
    ],
}
WITHOUT_FORM = {Kind.READS, Kind.CLOSED}


def what_is_public() -> dict[str, list]:
    """Return everything that decides what readers see of pages, snippets and files, by what it is about."""
    live = Page.objects.filter(live=True)
    shown = ("pk", "live_revision", "title", "url_path", "slug", "expired", "show_in_menus", "search_description")
    addressed = ("pk", "hostname", "port", "site_name", "root_page", "is_default_site")
    said = ("pk", "summary", "article", "category", "date", "visibility")
    news = NewsPage.objects.filter(live=True).annotate(article=Cast("body", TextField()))
    return {
        "pages": [sorted(live.values_list(*shown)), sorted(news.values_list(*said))],
        "snippets": sorted(
            (model._meta.label, *row)
            for model in approved_snippets()
            for row in model.objects.filter(live=True).values_list("pk", "title", "live_revision", "expired")
        ),
        "restrictions": [PageViewRestriction.objects.count()],
        "hours": sorted(Revision.objects.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at")),
        "files": sorted(
            (model._meta.label, *row)
            for model in (UnionImage, UnionDocument)
            for row in model.objects.exclude(visibility=Visibility.PRIVATE).values_list("pk", "visibility")
        ),
        "order": list(live.order_by("path").values_list("pk", flat=True)),
        "sites": sorted(Site.objects.values_list(*addressed)),
    }


class Writes:
    """Whether anything was written since it was last asked."""

    def __init__(self):
        self.seen = False

    def __call__(self, execute, sql, params, many, context):
        if re.search(r"\b(INSERT|UPDATE|DELETE|TRUNCATE)\b", str(sql), re.IGNORECASE):
            self.seen = True
        return execute(sql, params, many, context)


@contextmanager
def nothing_drawn() -> Iterator[list[dict]]:
    """Without drawing the pages, which takes longer than what they are asked for; yields what they would have shown."""
    draw, shown = Template.render, []
    Template.render = lambda template, context=None, request=None: shown.append(context or {}) or ""
    try:
        yield shown
    finally:
        Template.render = draw


@dataclass
class Found:
    """What came of an attack, by the routes that were asked."""

    asked: int = 0
    # Of what changed for readers: {question: names of the parts of `what_is_public`}.
    changed: dict[Question, set[str]] = field(default_factory=dict)
    answers: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    drafted: set[str] = field(default_factory=set)
    # Where the transaction broke, so that nobody can tell.
    broken: list[Question] = field(default_factory=list)

    def past(self, allowed: dict[Kind, set[str]]) -> list[str]:
        """Return what changed beyond what each kind of address may change, in words."""
        return [
            f"{question}: {', '.join(sorted(parts))}"
            for question, parts in self.changed.items()
            if parts - allowed.get(KINDS.get(question.route), set())
        ]


class Attack:
    """One person's questions to many addresses."""

    def __init__(self, client, scene: Scene):
        self.client, self.scene = client, scene
        self.before, self.writes, self.found = what_is_public(), Writes(), Found()
        self.signed_in = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.raise_request_exception = False

    def look(self, questions: Iterable[Question]) -> Found:
        """Ask without sending anything."""
        with nothing_drawn(), connection.execute_wrapper(self.writes):
            for question in questions:
                self._ask(question, None)
        return self.found

    def send(self, questions: Iterable[Question]) -> Found:
        """Send to each address its own form, tampered with in each way that suits it."""
        with nothing_drawn() as shown, connection.execute_wrapper(self.writes):
            for question in questions:
                shown.clear()
                if KINDS.get(question.route) not in WITHOUT_FORM:
                    self._ask(question, None)
                filled = filled_in(shown)
                for tampered in self._tamperings(question):
                    self._ask(question, {**LEAST, **filled, **tampered})
        return self.found

    def _tamperings(self, question: Question) -> Iterator[dict]:
        """Yield what is sent beside the form. An editor does one of these at a time, so it is asked once for each."""
        elsewhere = {"root_page": self.scene.index.pk, "new_parent_page": self.scene.index.pk}
        overwritten = {"overwrite_revision_id": self.scene.pages[question.state].latest_revision_id}
        if question.route in EDITORS:
            yield {
                name: said for name, said in {**TAMPERED, **elsewhere}.items() if name not in ("is_reverting", "alias")
            }
            yield {**TAMPERED, **DECISION}
            yield {**TAMPERED, **overwritten}
        else:
            yield {**TAMPERED, **DECISION, **elsewhere}

    def _ask(self, question: Question, data: dict | None) -> None:
        found, self.writes.seen = self.found, False
        drafts = Revision.objects.count() if data and question.route in EDITORS else 0
        with transaction.atomic():
            answer = self.client.get(question.address) if data is None else self.client.post(question.address, data)
            found.asked += 1
            # Whoever was signed out by an address comes back, or the others would be asked by nobody.
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.signed_in
            if data is not None:
                found.answers[question.route].add(answer.status_code)
            if connection.needs_rollback:
                found.broken.append(question)
            elif self.writes.seen:
                now = what_is_public()
                parts = {part for part in now if now[part] != self.before[part]}
                if parts:
                    found.changed[question] = found.changed.get(question, set()) | parts
                if drafts and Revision.objects.count() > drafts:
                    found.drafted.add(question.route)
            transaction.set_rollback(True)


def filled_in(shown: list[dict]) -> dict:
    """Return what a browser would send of the form that was shown last, if nobody touched it."""
    for context in reversed(shown):
        form = context.get("form")
        if isinstance(form, forms.BaseForm):
            return _data_of(form)
    return {}


def _data_of(form: forms.BaseForm) -> dict:
    data = {}
    for bound in form:
        data |= _sent(bound)
    for formset in getattr(form, "formsets", {}).values():
        data |= {bound.html_name: bound.value() for bound in formset.management_form}
        for row in formset.forms:
            data |= _data_of(row)
            if "name" in row.fields and row not in formset.initial_forms:
                data[row["name"].html_name] = "急诊护理组"
    return data


def _sent(bound: forms.BoundField) -> dict:
    """Return what the browser sends of one field; what must be filled in and is not, is."""
    value, name, field = bound.value(), bound.html_name, bound.field
    if isinstance(value, StreamValue):
        return _stream(name, value)
    if isinstance(field.widget, DraftailRichTextArea):
        return {name: field.widget.format_value(value or "<p>正文</p>")}
    # A file stays what it is when none is sent; a box that is not ticked is not sent.
    if value is False or isinstance(value, File):
        return {}
    # Several boxes of which none is ticked are not sent; but some of them have to be.
    if value in (None, "", []) and isinstance(field, forms.MultipleChoiceField):
        return {name: [_first_choice(field)]}
    if value in (None, "", []) and field.required:
        value = _first_choice(field)
    if value is None:
        return {name: ""}
    if isinstance(value, list | tuple):
        return {name: [getattr(each, "pk", each) for each in value]}
    if isinstance(value, datetime):
        return {name: value.strftime("%Y-%m-%d %H:%M")}
    return {name: getattr(value, "pk", value)}


def _first_choice(field: forms.Field):
    """Return something that a field takes."""
    if isinstance(field, forms.ModelChoiceField):
        return field.queryset.values_list("pk", flat=True).first()
    if isinstance(field, forms.ChoiceField):
        return next((value for value, _label in field.choices if value), "")
    if isinstance(field, forms.DateField):
        return timezone.localdate()
    if isinstance(field, forms.DateTimeField):
        return f"{timezone.localtime():%Y-%m-%d} 08:30"
    if isinstance(field, forms.TimeField):
        return "08:30"
    return "1" if isinstance(field, forms.IntegerField) else "一些文字"


def _stream(name: str, value: StreamValue) -> dict:
    """Return an article of one sentence, or an empty one where there is no place for it."""
    if "quote" not in value.stream_block.child_blocks:
        return {f"{name}-count": "0"}
    block = {"deleted": "", "order": "0", "type": "quote", "value-text": "正文", "value-attribution": ""}
    return {f"{name}-count": "1", **{f"{name}-0-{key}": said for key, said in block.items()}}
