"""What is kept of those on a list, and of those who object; and what goes when."""

from datetime import timedelta

import pytest
from django.urls import reverse

from people.privacy.registry import holdings
from publications.actions.objecting import answer, object_to, withdraw
from publications.models import Objection
from publications.retention import KEPT_FOR, empty, forget_expired
from tests.factories import PublicationFactory

pytestmark = pytest.mark.usefixtures("site")


def test_an_objection_is_emptied_two_years_after_its_answer(officer, auditor, reader, monday):
    publication = PublicationFactory(by=officer, of=["甲"])
    answered = object_to(publication, reader, "机密。", publication.lines.get())
    answer(answered, auditor, upheld=False, reason="不属实。")
    withdrawn, waits = object_to(publication, reader, "机密。"), object_to(publication, reader, "还有机密。")
    withdraw(withdrawn, reader)
    monday.shift(KEPT_FOR - timedelta(minutes=1))
    assert forget_expired() == 0
    monday.shift(timedelta(minutes=2))
    assert forget_expired() == 2
    kept = Objection.objects.get(pk=answered.pk)
    assert (kept.number, kept.state, kept.text, kept.answer) == (answered.number, "not_upheld", "", "")
    assert (kept.member, kept.about_name) == (None, "")
    assert Objection.objects.get(pk=waits.pk).text == "还有机密。"
    assert forget_expired() == 0


def test_a_list_names_somebody_whose_data_was_emptied_as_it_was_published(officer, auditor, reader):
    publication = PublicationFactory(by=officer, of=[reader])
    answer(object_to(publication, reader, "机密。"), auditor, upheld=False, reason="不属实。")
    waits = object_to(publication, reader, "机密。")
    name = reader.name
    empty(reader)
    line = publication.lines.get()
    assert (line.name, line.member) == (name, None)
    assert list(Objection.objects.filter(member=reader)) == [waits]


def test_somebody_finds_the_own_lines_and_objections_among_their_data(officer, reader):
    publication = PublicationFactory(by=officer, of=[reader])
    object_to(publication, reader, "我的科室写错了。")
    by_key = {holding.key: holding for holding in holdings()}
    (line,) = by_key["publications.lines"].entries(reader)
    (objection,) = by_key["publications.objections"].entries(reader)
    assert publication.title in [fact.text for fact in line]
    assert "我的科室写错了。" in [fact.text for fact in objection]


def test_what_has_stood_is_not_deleted(client, officer, site):
    publication = PublicationFactory(by=officer)
    publication.unpublish()
    client.force_login(officer)
    client.post(reverse("wagtailsnippets_publications_publication:delete", args=[publication.pk]))
    assert type(publication).objects.filter(pk=publication.pk).exists()
    draft = PublicationFactory(draft=True, by=officer)
    client.post(reverse("wagtailsnippets_publications_publication:delete", args=[draft.pk]))
    assert not type(publication).objects.filter(pk=draft.pk).exists()
