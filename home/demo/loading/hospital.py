"""What has been loaded so far, passed from part to part."""

from dataclasses import dataclass, field
from datetime import date

from activities.models import ClubPage, RecurringActivity
from cms.models import UnionImage
from contests.models import Contest
from home.models import HomePage
from people.models import Department, Member
from signups.models import Selection, Venue

from .files import WrittenFiles
from .reviews import Journey


@dataclass
class Hospital:
    """The growing hospital. Members are known by employee number, the rest by the short names of the texts."""

    today: date
    files: WrittenFiles
    members: dict[str, Member] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    pictures: dict[str, UnionImage] = field(default_factory=dict)
    clubs: dict[str, ClubPage] = field(default_factory=dict)
    activities: dict[str, RecurringActivity] = field(default_factory=dict)
    selections: dict[str, Selection] = field(default_factory=dict)
    contests: dict[str, Contest] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    home: HomePage | None = None
    journeys: list[Journey] = field(default_factory=list)
