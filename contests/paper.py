"""The order of play (秩序册) as a document of the office, in Chinese whatever language the screens speak."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from people.paper import letterhead, pdf_of

from .board import Board
from .models import Fixture

SHEET = Path(__file__).parent / "sheets" / "programme.typ"
WEEKDAYS = "一二三四五六日"


def programme_of(board: Board) -> dict:
    """Return what the order of play says, as plain data: no person is named in it."""
    contest = board.contest
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "letterhead": letterhead(),
            "title": contest.title,
            "about": [
                ["项目", contest.sport],
                ["时间", _days(contest)],
                ["地点", contest.place or "另行通知"],
                ["赛制", str(contest.get_plan_display())],
            ],
            "rules": contest.rules_text,
            "teams": [{"name": team.name, "part": str(team.part)} for team in board.entered],
            "events": [
                {"name": event.name, "unit": event.unit, "wins": "数值小者胜" if event.less_is_better else "数值大者胜"}
                for event in contest.events.all()
            ],
            "rounds": [
                {"name": each.name, "matches": [_match(fixture) for fixture in each.fixtures]} for each in board.rounds
            ],
            "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        }


def programme_pdf(board: Board) -> bytes:
    return pdf_of(programme_of(board), SHEET)


def _days(contest) -> str:
    first, last = contest.starts_on, contest.ends_on
    begins = f"{first.year}年{first.month}月{first.day}日"
    if first == last:
        return begins
    year = f"{last.year}年" if last.year != first.year else ""
    return f"{begins}至{year}{last.month}月{last.day}日"


def _match(fixture: Fixture) -> dict:
    session, result = fixture.session, fixture.result
    when = ""
    if session and not session.is_cancelled:
        begins = timezone.localtime(session.starts_at)
        when = f"{begins.month}月{begins.day}日（周{WEEKDAYS[begins.weekday()]}）{begins:%H:%M}"
    if fixture.is_cancelled or fixture.is_postponed:
        outcome = f"{fixture.get_state_display()}：{fixture.remark}"
    else:
        outcome = " ".join(part for part in (result.in_words, result.details) if part) if result else ""
    return {
        "number": str(fixture.number),
        "home": fixture.home_name,
        "away": fixture.away_name,
        "when": when or ("—" if fixture.is_cancelled else "待定"),
        "where": (session.where if session else "") or fixture.contest.place,
        "outcome": outcome,
    }
