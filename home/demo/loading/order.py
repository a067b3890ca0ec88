"""The whole hospital, in the order in which its parts need each other, in one transaction."""

import os
from collections.abc import Callable

from django.conf import ENVIRONMENT_VARIABLE, settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page

from approval.roles import set_up_roles
from cms.file_visibility import recompute_everything
from cms.restriction import follow_everything
from honours.models import Honour
from news.models import NewsCategory
from people.models import Department, Member
from reading.models import Book

from .activities import load_activities
from .activity_files import load_activity_files
from .audiences import load_audiences
from .books import load_books
from .budget import load_budgets
from .club_life import load_club_life
from .clubs import load_clubs
from .content import read
from .contests import load_contests, load_matches
from .errors import AlreadyLoaded, DemoRefused
from .festival import load_festival, load_votes
from .files import WrittenFiles
from .greetings import load_greetings
from .honours import load_honours
from .hospital import Hospital
from .indexes import fill_indexes, indexing_put_off
from .news import load_news
from .pages import HOME_KEY, load_settings, load_site, load_standard_pages
from .people import CHAIR, load_people
from .pictures import load_pictures
from .posts import load_posts
from .publications import load_publications, load_standings
from .ratings import load_ratings
from .reviews import enter_as_approved, travel
from .search_words import load_search_words
from .selections import apply_for_selections, load_selections
from .sign_ups import load_sign_ups
from .venues import load_venues

DEMO_SETTINGS = ("cms.settings.dev", "cms.settings.test", "cms.settings.testserver")
PARTS = [
    load_people,
    load_audiences,
    load_posts,
    load_pictures,
    load_site,
    load_clubs,
    load_venues,
    load_activities,
    load_selections,
    load_news,
    load_contests,
    load_honours,
    load_publications,
    load_books,
    load_greetings,
    load_standard_pages,
    load_festival,
    load_settings,
]


def load_hospital(say: Callable[[str], None]) -> None:
    """Load all of the demo, or nothing; `say` hears one line about each part.

    Raises:
        DemoRefused: production settings, or a site that already holds something else.
        AlreadyLoaded: the demo is there.
    """
    if os.environ.get(ENVIRONMENT_VARIABLE) not in DEMO_SETTINGS:
        raise DemoRefused("The demo is for trying things out: it is not loaded under production settings.")
    if is_loaded():
        raise AlreadyLoaded
    with (
        WrittenFiles() as files,
        transaction.atomic(),
        translation.override(settings.LANGUAGE_CODE),
        indexing_put_off(),
    ):
        # Two loads at once: the second waits here, and then finds the demo loaded.
        Page.objects.select_for_update().filter(depth=1).first()
        if is_loaded():
            raise AlreadyLoaded
        _refuse_real_content()
        set_up_roles()
        hospital = Hospital(today=timezone.localdate(), files=files)
        for part in PARTS:
            say(part(hospital))
        say(_review_everything(hospital))
        # What is older was entered without what publishing does beside.
        follow_everything()
        recompute_everything()
        say(apply_for_selections(hospital))
        say(load_budgets(hospital))
        say(load_club_life(hospital))
        say(load_standings(hospital))
        say(load_sign_ups(hospital))
        say(load_ratings(hospital))
        say(load_matches(hospital))
        say(load_votes(hospital))
        say(load_activity_files(hospital))
        say(load_search_words(hospital))
        say(fill_indexes(hospital))


def is_loaded() -> bool:
    """True when the demo's home page is there. One query."""
    return Page.objects.filter(translation_key=HOME_KEY).exists()


def _refuse_real_content() -> None:
    """Nothing but Wagtail's own welcome page may stand there, and nobody who has a demo member's number."""
    pages = list(Page.objects.filter(depth__gt=1).order_by("-depth", "path").specific()[:2])
    if len(pages) > 1 or any(type(page) is not Page for page in pages):
        raise DemoRefused(f"This site already has pages of its own, such as “{pages[0].title}”.")
    for model in (Department, NewsCategory, Honour, Book):
        if model.objects.exists():
            raise DemoRefused(f"This site already has {model._meta.verbose_name_plural} of its own.")
    numbers = [item["employee_number"] for item in read("members")["member"]]
    taken = Member.objects.filter(employee_number__in=numbers).first()
    if taken:
        raise DemoRefused(f"Employee number {taken.employee_number} is already taken by {taken.name}.")


def _review_everything(hospital: Hospital) -> str:
    chair = hospital.members[CHAIR]
    for journey in hospital.journeys:
        if journey.travels:
            travel(journey, chair)
    enter_as_approved([journey for journey in hospital.journeys if not journey.travels], chair)
    waiting = sum(journey.state == "submitted" for journey in hospital.journeys)
    return f"{len(hospital.journeys)} reviews, of which {waiting} wait for the chair"
