"""A list on paper: for the notice board, and with what came of it for the file."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from people.models import Look
from people.paper import pdf_of
from publications.actions.objecting import answer, object_to, withdraw
from publications.models import PublicationLine
from publications.paper import SHEETS, list_of, list_pdf, result_of, result_pdf
from publications.published import latest_standing
from tests.factories import MemberFactory, PublicationFactory

from .conftest import AFTER
from .test_standing import publish


@pytest.fixture
def long_list(officer):
    names = ["㛃芳", "𬭎明", *[f"职工乙{number:02}" for number in range(58)]]
    lines = [
        PublicationLine(
            name=name, heading="入选" if number < 40 else "候补", department="急诊科", cells=[f"{90 - number}"]
        )
        for number, name in enumerate(names)
    ]
    return PublicationFactory(by=officer, of=lines, columns=["得分"])


def pages_of(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_a_long_list_breaks_into_numbered_pages_each_with_the_headings_of_the_table(long_list):
    pages = pages_of(list_pdf(long_list, latest_standing(long_list)))
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页，共3页" in page
        assert "得分" in page
    whole = "".join(pages)
    assert all(line.name in whole for line in long_list.lines.all())
    assert "㛃芳" in whole
    assert "𬭎明" in whole
    assert "2026年3月10日至2026年3月16日（5个工作日）" in whole
    assert "监督电话：8002" in whole


def test_the_result_says_what_came_of_it_and_nothing_of_who_objected(
    long_list, auditor, reader, chair, officer, monday
):
    answer(object_to(long_list, reader, "机密一。"), auditor, upheld=True, reason="属实。")
    changed = publish(long_list, officer, title="更正后的名单").publication
    answer(object_to(changed, reader, "机密二。"), auditor, upheld=False, reason="不属实。")
    withdraw(object_to(changed, reader, "机密三。"), reader)
    object_to(changed, MemberFactory(name="欧阳反对"), "机密四。")
    monday.move_to(AFTER)
    result = result_of(changed, latest_standing(changed))
    assert (result["objections"], result["verdicts"]) == (4, "成立 1 件、不成立 1 件、撤回 1 件、正在办理 1 件")
    assert [each["ending"] for each in result["standings"]] == ["异议成立，停止公示", "公示期满，异议正在办理"]
    whole = "".join(pages_of(result_pdf(changed, latest_standing(changed))))
    assert "收到异议：4件" in whole
    for secret in ("机密", "欧阳反对", reader.name):
        assert secret not in whole


@pytest.mark.parametrize("template", ["list.typ", "result.typ"])
def test_what_is_signed_never_stands_on_a_page_without_lines_of_the_list(long_list, template):
    sheet = result_of(long_list, latest_standing(long_list))
    lines = sheet["groups"][0]["lines"]
    for count in [1, 2, *range(18, 34)]:
        sheet["groups"] = [{"heading": "入选", "lines": lines[:count]}]
        last = pages_of(pdf_of(sheet, SHEETS / template))[-1]
        assert "（盖章）" in last
        assert all(line["name"] in last for line in sheet["groups"][0]["lines"][-3:])
        assert "得分" in last


def test_what_is_written_in_a_list_is_never_markup(officer):
    publication = PublicationFactory(by=officer, of=["#panic()", "$x$ *甲*"], title="名单 #pagebreak()")
    whole = "".join(pages_of(list_pdf(publication, latest_standing(publication))))
    assert "#panic()" in whole
    assert "$x$*甲*" in whole


def test_the_weekdays_of_a_year_that_nobody_announced_are_said_on_paper(officer, time_machine):
    time_machine.move_to("2099-03-09T10:00:00+08:00")
    publication = PublicationFactory(by=officer)
    assert list_of(publication, latest_standing(publication))["by_weekdays"]
    assert "暂按周一至周五计算" in "".join(pages_of(list_pdf(publication, latest_standing(publication))))


@pytest.mark.parametrize("kind", ["list", "result"])
def test_the_office_and_the_supervisors_take_it_away_and_that_is_noted(site, client, long_list, auditor, reader, kind):
    address = reverse(f"publication_{kind}", args=[long_list.pk])
    client.force_login(reader)
    assert client.get(address).status_code == 404
    client.force_login(auditor)
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    look = Look.objects.get(subject=f"publications.{kind}")
    assert (look.viewer, look.people) == (auditor, 60)
