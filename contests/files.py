"""Rosters and results as workbooks; every cell is text, so that none is ever a formula."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from signups.record_exports import text_cell

from .board import Board
from .models import Contest, Fixture, Player


def rosters_workbook(contest: Contest, players: Iterable[Player]) -> Workbook:
    """Return a workbook with a line for each player; `players` come with their people and teams."""
    headings = [
        _("Team"),
        pgettext("of a person", "Name"),
        _("Employee number"),
        _("Department"),
        _("Player or substitute"),
    ]
    return _workbook([(_("Rosters"), [headings, *(_player(each) for each in players)])])


def _player(player: Player) -> list[str]:
    member = player.member
    role = pgettext("team", "substitute") if player.is_substitute else pgettext("team", "player")
    return [player.team.name, member.name, member.employee_number, str(member.department or ""), role]


def results_workbook(board: Board) -> Workbook:
    """Return a workbook with the standings on one sheet, and the matches or events on the next."""
    if board.contest.is_ranked:
        return _workbook([(_("Standings"), _totals(board)), (pgettext("contest", "Events"), _events(board))])
    return _workbook([(_("Standings"), _standings(board)), (_("Matches"), _matches(board))])


def _standings(board: Board) -> list[list[str]]:
    if not board.contest.has_table:
        return [[pgettext("contest", "Place"), _("Team")], *([str(place), team.name] for place, team in board.ranking)]
    headings = [
        pgettext("contest", "Place"),
        _("Team"),
        pgettext("contest", "Played"),
        pgettext("contest", "Won"),
        pgettext("contest", "Drawn"),
        pgettext("contest", "Lost"),
        pgettext("contest", "For"),
        pgettext("contest", "Against"),
        pgettext("contest", "Points"),
    ]
    return [
        headings,
        *(
            [str(line.rank), line.team.name]
            + [str(n) for n in (line.played, line.won, line.drawn, line.lost, line.scored, line.conceded, line.points)]
            for line in board.table
        ),
    ]


def _matches(board: Board) -> list[list[str]]:
    headings = [
        pgettext("match", "Round"),
        _("First team"),
        _("Second team"),
        _("When"),
        _("Where"),
        pgettext("match", "Result"),
        pgettext("match", "Details"),
        _("State"),
    ]
    lines = [headings]
    for each in board.rounds:
        lines += [[each.name, *match_cells(fixture)] for fixture in each.fixtures]
    return lines


def match_cells(fixture: Fixture) -> list[str]:
    session, result = fixture.session, fixture.result
    when = f"{timezone.localtime(session.starts_at):%Y-%m-%d %H:%M}" if session and not session.is_cancelled else ""
    where = (session.where if session else "") or fixture.contest.place
    return [
        fixture.home_name,
        fixture.away_name,
        when,
        where,
        result.in_words if result else "",
        result.details if result else "",
        " ".join(part for part in (str(fixture.get_state_display()), fixture.remark) if part),
    ]


def _totals(board: Board) -> list[list[str]]:
    lines = [[str(each.rank), each.team.name, str(each.points)] for each in board.totals]
    return [[pgettext("contest", "Place"), _("Team"), pgettext("contest", "Points")], *lines]


def _events(board: Board) -> list[list[str]]:
    lines = [
        [
            pgettext("contest", "Event"),
            pgettext("contest", "Place"),
            _("Team"),
            pgettext("contest", "Value"),
            pgettext("contest", "Points"),
        ]
    ]
    for each in board.events:
        lines += [
            [
                each.event.name,
                str(place.rank or ""),
                place.team.name,
                f"{place.value:f}" if place.value is not None else _("not finished"),
                str(place.points),
            ]
            for place in each.places
        ]
    return lines


def _workbook(sheets: list[tuple[str, list[list[str]]]]) -> Workbook:
    book = Workbook(write_only=True)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([text_cell(sheet, text) for text in line])
    return book
