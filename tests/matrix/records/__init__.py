"""Who may read what is kept about people, and who may change it. From the domain, not from the code: the rules stand in
docs/rules/privacy.md, and this table is compared with what the addresses answer.

A new kind of record about people is a line in the table of its room. CONTRIBUTING.md says how.
"""

from . import activities, contests, editing, people, signups
from .record import Record

__all__ = ["RECORDS", "Record"]

ROOMS = (people, editing, activities, contests, signups)
RECORDS = {name: record for room in ROOMS for name, record in room.RECORDS.items()}
