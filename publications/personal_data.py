"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.periods import years
from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps, on_emptying
from people.privacy.subjects import register_subjects

from .models import Objection, PublicationLine
from .retention import KEPT_FOR, empty, forget_expired


def register() -> None:
    keeps(
        key="publications.lines",
        name=_("Lists published for objection"),
        contents=_("The lists that name you, with what their columns say, such as points or years of service."),
        purpose=_("Who is about to be chosen is said beforehand, so that mistakes are found before they take effect."),
        period=_("The list stays with what it decided, by name; after a year staff no longer read it on the site."),
        seen_by=_("Staff for whom the list is, once it is approved."),
        models=("publications.PublicationLine", "publications.Standing"),
        rows=lambda member: member.publication_lines.select_related("publication").order_by("-pk"),
        describe=_line,
    )
    keeps(
        key="publications.objections",
        name=_("Objections to published lists"),
        contents=_("What you objected to, and the answer; both are stored sealed."),
        purpose=_("An objection is looked into and answered before a list takes effect."),
        period=years(KEPT_FOR),
        seen_by=_(
            "Yourself, the accounts-review committee and the chair, save whoever made the list or is concerned. "
            "Who opens it is noted."
        ),
        models=("publications.Objection",),
        rows=lambda member: member.objections.select_related("standing__publication"),
        describe=_objection,
    )
    forgets("publications", forget_expired)
    on_emptying(empty)
    register_subjects(
        publications__list=_("list for the notice board"),
        publications__result=_("result of a published list"),
        publications__objection=_("objection to a published list"),
        publications__objections=_("list of objections"),
    )


def _line(line: PublicationLine) -> Entry:
    cells = "、".join(cell for cell in line.cells if cell)
    return [
        Fact("publication", _("list"), line.publication.title),
        *facts_of(line, "heading", "name", "department", "outcome"),
        Fact("cells", _("what the columns say"), cells),
    ]


def _objection(objection: Objection) -> Entry:
    return [
        Fact("publication", _("list"), objection.standing.publication.title),
        *facts_of(objection, "number", "state", "received_at", "about_name"),
        Fact("text", _("objection"), objection.text),
        Fact("answer", _("answer"), objection.answer),
    ]
