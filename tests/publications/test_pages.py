"""The pages of published lists, as staff read them, and as those who answer objections do."""

import pytest
from django.urls import reverse

from people.models import Audience, Look
from publications.actions.objecting import answer, object_to
from publications.jobs import conclude_what_is_over
from publications.models import Objection, PublicationLine, Standing
from tests.factories import DepartmentFactory, MemberFactory, PublicationFactory
from tests.list_costs import queries_for

from .conftest import AFTER
from .test_standing import publish

PUBLICATIONS = reverse("publications")


@pytest.fixture
def publication(site, officer):
    lines = [
        PublicationLine(name="张三", department="急诊科", heading="先进个人", cells=["90"]),
        PublicationLine(name="李四", department="儿科", heading="先进个人", cells=["88"], outcome="substitute"),
        PublicationLine(name="护理一组", heading="先进集体", cells=[""]),
    ]
    return PublicationFactory(by=officer, of=lines, columns=["得分"])


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return client


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_list_says_who_is_on_it_when_it_stands_and_whom_to_call(publication, signed_in):
    page = text_of(signed_in, publication.url)
    for words in ("张三", "急诊科", "先进集体", "得分", "90", "8001", "8002", "3月10日", "3月16日"):
        assert words in page


def test_a_visitor_is_sent_to_sign_in_and_whom_it_is_not_for_finds_nothing(publication, site, client, reader, officer):
    narrow = PublicationFactory(by=officer, audience=Audience.objects.create(name="儿科职工"))
    addresses = [narrow.url, reverse("object_to_list", args=[narrow.pk]), reverse("publication_list", args=[narrow.pk])]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(reader)
    for address in addresses:
        assert client.get(address).status_code == 404
    assert client.post(addresses[1], {"text": "不符。"}).status_code == 404
    assert not Objection.objects.exists()
    assert narrow.title not in text_of(client, PUBLICATIONS)


def test_a_draft_is_found_by_nobody(site, signed_in):
    assert signed_in.get(PublicationFactory(draft=True).url).status_code == 404


def test_who_stands_on_a_list_is_told_so_and_sees_it_whatever_its_audience(site, signed_in, reader, officer):
    audience = Audience.objects.create(name="儿科职工")
    publication = PublicationFactory(by=officer, of=["甲", reader], audience=audience)
    page = text_of(signed_in, publication.url)
    assert "publication__row--own" in page
    assert publication.title in text_of(signed_in, reverse("my_page"))


def test_a_long_list_is_turned_page_by_page_and_searched(site, signed_in, officer):
    publication = PublicationFactory(by=officer, of=[f"职工甲{number:03}" for number in range(70)])
    assert "职工甲059" in text_of(signed_in, publication.url)
    second = text_of(signed_in, f"{publication.url}?page=2")
    assert "职工甲069" in second
    assert "职工甲059" not in second
    found = text_of(signed_in, f"{publication.url}?q=甲 061")
    assert "职工甲061" in found
    assert "职工甲062" not in found
    assert text_of(signed_in, f"{publication.url}?q=没有此人")


def test_names_stand_by_strokes_under_each_heading(site, signed_in, officer):
    lines = [PublicationLine(name=name, heading=heading) for heading, name in ["甲魏", "甲丁", "乙齐", "乙王"]]
    page = text_of(signed_in, PublicationFactory(by=officer, of=lines, by_strokes=True).url)
    places = [page.index(f'<th scope="row">{name}') for name in "丁魏王齐"]
    assert places == sorted(places)


def test_lists_that_stand_come_before_those_that_have_ended_and_old_ones_are_gone(
    publication, signed_in, reader, officer, monday
):
    monday.move_to(AFTER)
    PublicationFactory(by=officer, title="第二份名单")
    conclude_what_is_over(0)
    signed_in.force_login(reader)
    page = text_of(signed_in, PUBLICATIONS)
    assert page.index("第二份名单") < page.index(publication.title)
    monday.move_to(AFTER.replace(year=2027, month=4))
    signed_in.force_login(reader)
    assert publication.title not in text_of(signed_in, PUBLICATIONS)
    assert signed_in.get(publication.url).status_code == 404
    signed_in.force_login(officer)
    assert publication.title in text_of(signed_in, PUBLICATIONS)


def test_nothing_published_says_so(site, signed_in):
    assert "empty-state" in text_of(signed_in, PUBLICATIONS)


def test_an_objection_is_written_read_by_its_author_and_withdrawn(publication, signed_in, reader):
    line = publication.lines.get(name="张三")
    address = reverse("object_to_list", args=[publication.pk])
    assert "张三" in text_of(signed_in, address)
    response = signed_in.post(address, {"line": line.pk, "text": "年限不够。"})
    objection = Objection.objects.get()
    assert response.url == objection.url
    assert (objection.about_name, objection.member) == ("张三", reader)
    assert "年限不够。" in text_of(signed_in, objection.url)
    assert objection.number in text_of(signed_in, reverse("my_page"))

    signed_in.post(reverse("withdraw_objection", args=[objection.pk]))
    objection.refresh_from_db()
    assert objection.state == Objection.State.WITHDRAWN


def test_an_objection_that_is_refused_keeps_its_words(publication, signed_in, reader, monday):
    address = reverse("object_to_list", args=[publication.pk])
    assert "field__errors" in signed_in.post(address, {"text": " "}).content.decode()
    monday.move_to(AFTER)
    page = signed_in.post(address, {"text": "写了很久的话。"}).content.decode()
    assert "写了很久的话。" in page
    assert not Objection.objects.exists()


def test_nobody_but_those_who_answer_finds_an_objection(publication, signed_in, reader, auditor, client, officer):
    objection = object_to(publication, MemberFactory(), "机密的话。")
    acts = ["take_up_objection", "answer_objection", "withdraw_objection"]
    for nobody in (reader, officer, MemberFactory(deputy=True), MemberFactory(administrator=True)):
        client.force_login(nobody)
        assert client.get(objection.url).status_code == 404
        for act in acts:
            sent = {"verdict": "upheld", "reason": "属实。"}
            assert client.post(reverse(act, args=[objection.pk]), sent).status_code == 404
        assert client.get(reverse("objections")).status_code == 404
    objection.refresh_from_db()
    assert objection.state == Objection.State.RECEIVED


def test_the_committee_reads_takes_up_and_answers_and_each_look_is_noted(publication, client, auditor, reader):
    objection = object_to(publication, reader, "机密的话。")
    client.force_login(auditor)
    assert objection.number in text_of(client, reverse("objections"))
    assert "机密的话。" in text_of(client, objection.url)
    look = Look.objects.get(subject="publications.objection")
    assert (look.viewer, look.member, look.subject_id) == (auditor, reader, objection.pk)

    client.post(reverse("take_up_objection", args=[objection.pk]))
    refused = client.post(reverse("answer_objection", args=[objection.pk]), {"verdict": "upheld", "reason": ""})
    assert refused.status_code == 422
    assert "field__errors" in refused.content.decode()
    client.post(reverse("answer_objection", args=[objection.pk]), {"verdict": "upheld", "reason": "经核实属实。"})
    objection.refresh_from_db()
    assert (objection.state, objection.answer) == (Objection.State.UPHELD, "经核实属实。")
    assert publication.standings.get().ending == Standing.Ending.UPHELD

    client.force_login(reader)
    page = text_of(client, objection.url)
    assert "经核实属实。" in page
    # Whoever objected learns the answer, not the name of who gave it.
    assert auditor.name not in page
    assert "callout--error" in text_of(client, publication.url)


def test_a_page_never_says_whose_objection_holds_a_list_up(publication, client, auditor, reader, monday):
    object_to(publication, reader, "机密的话。")
    monday.move_to(AFTER)
    client.force_login(MemberFactory())
    page = text_of(client, publication.url)
    assert "callout--warning" in page
    assert reader.name not in page
    assert "机密" not in page


def test_a_list_that_stood_before_is_mentioned(publication, signed_in, officer):
    publish(publication, officer, title="更正后的名单")
    assert "publication__earlier" in text_of(signed_in, publication.url)


def test_lists_cost_the_same_for_one_and_for_twenty(site, client, officer, auditor, reader):
    member = MemberFactory(department=DepartmentFactory())
    publication = PublicationFactory(by=officer, of=[member])
    object_to(publication, reader, "不符。")
    past = PublicationFactory(by=officer)
    answer(object_to(past, reader, "不符。"), auditor, upheld=True, reason="属实。")
    client.force_login(auditor)
    addresses = [PUBLICATIONS, publication.url, reverse("objections")]
    before = [len(queries_for(client, address)) for address in addresses]
    for number in range(20):
        PublicationLine.objects.create(publication=publication, name=f"甲{number}", position=number)
        listed = PublicationFactory(by=officer)
        objector = MemberFactory()
        object_to(publication, objector, "不符。")
        if number % 2:
            answer(object_to(listed, objector, "不符。"), auditor, upheld=True, reason="属实。")
    assert [len(queries_for(client, address)) for address in addresses] == before


def test_the_own_page_costs_the_same_for_one_and_for_five(site, client, officer, reader):
    def add():
        object_to(PublicationFactory(by=officer, of=[reader]), reader, "不符。")

    client.force_login(reader)
    add()
    one = len(queries_for(client, reverse("my_page")))
    for _number in range(4):
        add()
    assert len(queries_for(client, reverse("my_page"))) == one


def test_who_has_to_answer_sees_on_the_own_page_how_many_objections_wait(publication, client, reader, chair):
    object_to(publication, reader, "年限与档案不符。")
    client.force_login(chair)
    page = text_of(client, "/me/")
    assert reverse("objections") in page
    assert "有1条异议待答复" in page
    client.force_login(reader)
    assert "条异议待答复" not in text_of(client, "/me/")
