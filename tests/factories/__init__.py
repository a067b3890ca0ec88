"""Rows for tests, in named states. What is published here is made live directly, past approval and its notices."""

from .activities import ClubPageFactory, RecurringActivityFactory
from .contests import ContestFactory, make_captain, make_league, make_team
from .festivals import CallFactory, FestivalPageFactory, VoteRoundFactory, WorkFactory
from .greetings import GreetingFactory
from .honours import HonourFactory
from .news import NewsCategoryFactory, NewsPageFactory
from .people import BranchFactory, CampusFactory, DepartmentFactory, DependantFactory, MemberFactory, UnionGroupFactory
from .pictures import DocumentFactory, ImageFactory
from .publications import PublicationFactory
from .reading import BookFactory, CopyFactory
from .signups import (
    DriveFactory,
    OfferingFactory,
    PoolFactory,
    SessionFactory,
    SignUpFactory,
    StrikeFactory,
    VenueFactory,
)
from .site import StandardPageFactory, make_site

__all__ = [
    "BookFactory",
    "BranchFactory",
    "CallFactory",
    "CampusFactory",
    "ClubPageFactory",
    "ContestFactory",
    "CopyFactory",
    "DepartmentFactory",
    "DependantFactory",
    "DocumentFactory",
    "FestivalPageFactory",
    "GreetingFactory",
    "HonourFactory",
    "ImageFactory",
    "MemberFactory",
    "NewsCategoryFactory",
    "NewsPageFactory",
    "PublicationFactory",
    "RecurringActivityFactory",
    "StandardPageFactory",
    "UnionGroupFactory",
    "DriveFactory",
    "OfferingFactory",
    "PoolFactory",
    "SessionFactory",
    "SignUpFactory",
    "StrikeFactory",
    "VenueFactory",
    "make_captain",
    "make_league",
    "VoteRoundFactory",
    "WorkFactory",
    "make_site",
    "make_team",
]
