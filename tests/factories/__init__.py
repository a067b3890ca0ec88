"""Rows for tests, in named states. What is published here is made live directly, past approval and its notices."""

from .activities import ClubPageFactory, RecurringActivityFactory
from .festivals import CallFactory, FestivalPageFactory, VoteRoundFactory, WorkFactory
from .greetings import GreetingFactory
from .honours import HonourFactory
from .news import NewsCategoryFactory, NewsPageFactory
from .people import BranchFactory, CampusFactory, DepartmentFactory, DependantFactory, MemberFactory, UnionGroupFactory
from .pictures import DocumentFactory, ImageFactory
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
    "VoteRoundFactory",
    "WorkFactory",
    "make_site",
]
