"""What is kept about people with the files of activities, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.periods import years
from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps
from people.privacy.subjects import register_subjects
from signups.retention import KEPT_FOR

from ..models import HandoutShare
from . import looking
from .retention import CONTENTS_KEPT_FOR, NOTES_KEPT_FOR, forget_expired

SEEN_BY = _(
    "Yourself, and those who keep the list of the date: the office, its contact person and leaders of the club."
)


def register() -> None:
    register_subjects(
        **{
            looking.MADE.replace(".", "__"): _("file of an activity"),
            looking.TAKEN.replace(".", "__"): _("file of an activity, taken away"),
            looking.PHOTOS.replace(".", "__"): _("photographs of a date"),
            looking.DOCUMENT.replace(".", "__"): _("document of a date"),
            looking.HANDOUTS.replace(".", "__"): _("list of things given out"),
        }
    )
    keeps(
        key="activities.handouts",
        name=_("Things given out"),
        contents=_("What you were given on dates of activities, and how much of it."),
        purpose=_("The accounts need a list, to be signed, of what was given to whom."),
        period=years(KEPT_FOR),
        seen_by=SEEN_BY,
        models=("activities.HandoutShare",),
        rows=lambda member: HandoutShare.objects.filter(sign_up__member=member).select_related(
            "handout__session__offering", "sign_up__dependant", "sign_up__member"
        ),
        describe=_share,
    )
    keeps(
        key="activities.collected",
        name=_("Collected for the file of an activity"),
        contents=_("Which photographs, documents and lists you have added to the file of a date, and when."),
        purpose=_("Whoever keeps the list knows whom to ask about them."),
        period=years(CONTENTS_KEPT_FOR),
        seen_by=SEEN_BY,
        models=("activities.SessionPhoto", "activities.SessionDocument", "activities.Handout"),
        rows=lambda member: member.session_documents.select_related("session__offering"),
        describe=lambda document: facts_of(document, "session", "name", "uploaded_at"),
    )
    keeps(
        key="activities.files",
        name=_("Files of activities"),
        contents=_("Of which activity you have made the file, when, and when you first downloaded it."),
        purpose=_("It holds the names of all who came: it has to be known who took it away."),
        period=years(NOTES_KEPT_FOR),
        seen_by=_("Yourself and the union office."),
        models=("activities.ActivityFile",),
        rows=lambda member: member.activity_files.select_related("offering", "session__offering"),
        describe=lambda file: facts_of(file, "offering", "session", "state", "asked_at", "made_at", "downloaded_at"),
    )
    forgets("activities.files", forget_expired)


def _share(share: HandoutShare) -> Entry:
    return [
        Fact("session", _("session"), str(share.handout.session)),
        Fact("who", _("who comes"), share.sign_up.person_name),
        Fact("item", _("what was given out"), str(share.handout)),
        *facts_of(share, "quantity"),
    ]
