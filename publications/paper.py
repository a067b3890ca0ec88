"""A list on paper: to be pinned on the notice board, and with what came of it, for the file.

Documents of the office: in Chinese whatever language the screens speak.
"""

from datetime import date
from pathlib import Path

from django.utils import timezone

from approval.wording import lines_of
from people.paper import letterhead, pdf_of

from .listing import in_groups, numbered_lines
from .models import Objection, Publication, Standing

SHEETS = Path(__file__).parent / "sheets"
OUTCOMES = {"": "", "selected": "入选", "substitute": "递补"}
ENDINGS = {
    Standing.Ending.IN_EFFECT: "公示期满，已生效",
    Standing.Ending.CHANGED: "名单有变动，重新公示",
    Standing.Ending.UPHELD: "异议成立，停止公示",
    Standing.Ending.OUTDATED: "公示事项有变动，停止公示",
    Standing.Ending.TAKEN_DOWN: "已撤下",
}
VERDICTS = [
    (Objection.State.UPHELD, "成立"),
    (Objection.State.NOT_UPHELD, "不成立"),
    (Objection.State.WITHDRAWN, "撤回"),
]


def list_of(publication: Publication, standing: Standing) -> dict:
    """Return what the sheet for the notice board says, as plain data."""
    lines = numbered_lines(publication)
    return {
        "letterhead": letterhead(),
        "title": publication.title,
        "introduction": lines_of(publication.introduction),
        "columns": publication.columns,
        "has_departments": any(each.line.department for each in lines),
        "has_outcomes": any(each.line.outcome for each in lines),
        "by_strokes": publication.by_strokes,
        "groups": [
            {"heading": group.heading, "lines": [_line(each) for each in group.lines]} for group in in_groups(lines)
        ],
        "count": len(lines),
        "first": _day(standing.starts_on),
        "last": _day(standing.ends_on),
        "working_days": standing.working_days,
        "by_weekdays": standing.by_weekdays,
        "contact": publication.contact_name,
        "contact_phone": publication.contact_phone,
        "supervision_phone": publication.supervision_phone,
        "published_on": _day(timezone.localtime(standing.published_at).date()),
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }


def _line(each) -> dict:
    return {
        "number": str(each.number),
        "name": each.line.name,
        "department": each.line.department,
        "cells": each.line.cells,
        "outcome": OUTCOMES[each.line.outcome],
    }


def result_of(publication: Publication, standing: Standing) -> dict:
    """Return what the sheet for the file says: every stretch of days, and how many objections there were. No names of
    those who objected, and not a word of theirs.
    """
    standings = list(publication.standings.order_by("published_at", "pk"))
    states = list(Objection.objects.filter(standing__in=standings).values_list("state", flat=True))
    verdicts = [f"{word} {states.count(state)} 件" for state, word in VERDICTS if state in states]
    waiting = sum(state in Objection.OPEN_STATES for state in states)
    if waiting:
        verdicts.append(f"正在办理 {waiting} 件")
    return {
        **list_of(publication, standing),
        "standings": [
            {"first": _day(each.starts_on), "last": _day(each.ends_on), "ending": _ending(each)} for each in standings
        ],
        "objections": len(states),
        "verdicts": "、".join(verdicts),
        "effective_at": _day(timezone.localtime(standing.effective_at).date()) if standing.effective_at else "",
        "conclusion": _ending(standing),
    }


def _ending(standing: Standing) -> str:
    if standing.is_standing:
        return (
            "公示期满，异议正在办理" if standing.is_held_up else "公示期满，待生效" if standing.is_over else "正在公示"
        )
    return ENDINGS[standing.ending]


def list_pdf(publication: Publication, standing: Standing) -> bytes:
    return pdf_of(list_of(publication, standing), SHEETS / "list.typ")


def result_pdf(publication: Publication, standing: Standing) -> bytes:
    return pdf_of(result_of(publication, standing), SHEETS / "result.typ")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
