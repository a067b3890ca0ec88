"""A whole roster as an office writes it: every row gets the verdict that is right for it. `bench/roster.py` asks the
same of 8,000 rows.
"""

import pytest

from bench.roster_trouble import KINDS, TroubledRoster
from people.models import Member
from people.roster.columns import OF_A_MEMBER
from people.roster.known import current_value

from .rosters import applied, compared

ROWS = 400


@pytest.fixture
def trouble(db):
    trouble = TroubledRoster(ROWS, peculiar_every=10)
    assert {row.kind for row in trouble.rows} == {"plain", *KINDS}
    trouble.make_known()
    return trouble


def test_every_row_of_a_troubled_roster_gets_the_right_verdict(trouble, administrator):
    roster = compared(trouble.workbook(), administrator)
    assert trouble.wrong_verdicts(roster) == []
    assert roster.faulty == sum(row.outcome == "faulty" for row in trouble.rows)


def test_what_is_written_oddly_is_kept_as_it_was_meant(trouble, administrator):
    rows = trouble.corrected()
    applied(trouble.workbook(rows), administrator)
    members = Member.objects.select_related("department", "campus", "union_group").in_bulk(
        [row.member.employee_number for row in rows if row.values], field_name="employee_number"
    )
    for row in filter(lambda row: row.values, rows):
        meant = {name: current_value(row.member, name) for name in OF_A_MEMBER} | row.changes
        member = members[row.member.employee_number]
        assert {name: current_value(member, name) for name in OF_A_MEMBER} == meant, row.kind
