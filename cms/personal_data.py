"""What this room keeps about people who edit, for the registry. Wagtail keeps it; nobody else does."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from people.privacy.registry import Entry, Fact, forgets, keeps

from .models import UnionDocument, UnionImage
from .retention import forget_expired
from .search.searches import forget_expired as forget_searches

SEEN_BY = _("Whoever edits pages.")


def _version(revision: Revision) -> Entry:
    return [
        Fact("created_at", _("saved at"), revision.created_at),
        Fact("object", pgettext_lazy("of an act", "what"), revision.object_str),
    ]


def _log_entry(entry: PageLogEntry) -> Entry:
    return [
        Fact("timestamp", _("time"), entry.timestamp),
        Fact("action", _("act"), entry.message),
        Fact("label", pgettext_lazy("of an act", "what"), entry.label),
    ]


def _upload(file: UnionImage | UnionDocument) -> Entry:
    return [Fact("created_at", _("uploaded at"), file.created_at), Fact("title", _("title"), file.title)]


def register() -> None:
    keeps(
        key="cms.versions",
        name=_("Versions that you have saved"),
        contents=_("If you edit: which version of which page you have saved, and when, comments and unsaved work."),
        purpose=_("To know who has had a hand in a text: nobody approves what they have written themselves."),
        period=_("As long as the page."),
        seen_by=SEEN_BY,
        models=(
            "wagtailcore.Revision",
            "wagtailcore.Page",
            "wagtailcore.WorkflowState",
            "wagtailcore.TaskState",
            "wagtailcore.Comment",
            "wagtailcore.CommentReply",
            "wagtailcore.PageSubscription",
            "wagtailadmin.EditingSession",
            "wagtailadmin.FormState",
        ),
        rows=lambda member: Revision.objects.filter(user=member).order_by("-created_at"),
        describe=_version,
    )
    keeps(
        key="cms.log",
        name=_("Log of the editor"),
        contents=_("If you work in the editor: what you did to which page, and when."),
        purpose=_("To find out how something came about."),
        period=_("For good, without your name once your data is emptied."),
        seen_by=_("Chair, deputy chairs and administrators."),
        models=("wagtailcore.PageLogEntry", "wagtailcore.APIToken"),
        rows=lambda member: PageLogEntry.objects.filter(user_id=member.pk).order_by("-timestamp"),
        describe=_log_entry,
    )
    keeps(
        key="cms.log_of_records",
        name=_("Log of the editor, apart from pages"),
        contents=_("If you work in the editor: what you did to which picture, honour, book or setting, and when."),
        purpose=_("To find out how something came about, and who did it."),
        period=_("For good, without your name once your data is emptied."),
        seen_by=_("Chair, deputy chairs and administrators."),
        models=("wagtailcore.ModelLogEntry",),
        rows=lambda member: ModelLogEntry.objects.filter(user_id=member.pk).order_by("-timestamp"),
        describe=_log_entry,
    )
    keeps(
        key="cms.uploads",
        name=_("Pictures that you have uploaded"),
        contents=_("Who uploaded a picture, and when. Place and camera are taken out of it at once."),
        purpose=_("To ask whoever knows where it comes from and who is in it."),
        period=_("As long as the file; what nobody finished uploading, a day."),
        seen_by=SEEN_BY,
        models=("cms.UnionImage", "wagtailimages.Image"),
        rows=lambda member: UnionImage.objects.filter(uploaded_by_user=member).order_by("-created_at"),
        describe=_upload,
    )
    keeps(
        key="cms.documents",
        name=_("Files that you have uploaded"),
        contents=_("Who uploaded a file, and when. Place and camera are taken out of MP4 videos at once."),
        purpose=_("To ask whoever knows where a file comes from."),
        period=_("As long as the file; what nobody finished uploading, a day."),
        seen_by=SEEN_BY,
        models=("cms.UnionDocument", "wagtaildocs.Document", "wagtailcore.UploadedFile"),
        rows=lambda member: UnionDocument.objects.filter(uploaded_by_user=member).order_by("-created_at"),
        describe=_upload,
    )
    keeps(
        key="cms.document_texts",
        name=_("Text of files for download"),
        contents=_("The text of Word, Excel, PDF and plain text files in the library, with whomever it names."),
        purpose=_("So that the search finds what stands in a file."),
        period=_("As long as the file."),
        seen_by=_("Nobody apart from the file: the search shows it to those who may open the file."),
        models=("cms.DocumentText",),
    )
    keeps(
        key="cms.searches",
        name=_("What is searched for"),
        contents=_(
            "The words of a search, the day, how much was found, and whether whoever searched was signed in; of the "
            "person a digest, by which each counts once a day. Names, employee numbers and telephone numbers are not "
            "kept."
        ),
        purpose=_("To see what people look for and do not find, and to suggest what many look for."),
        period=_("90 days."),
        seen_by=_("Publicity officers, chair and deputy chairs; of what many search for, everybody."),
        models=("cms.KeptSearch",),
    )
    forgets("cms", forget_expired)
    forgets("cms.search", forget_searches)
