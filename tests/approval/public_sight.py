"""What of each model the public sees, and by whose leave: the lists that the tests compare with what is installed."""

from collections.abc import Iterable

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from approval.models import ApprovedSnippet

SUPERUSER = "superuser"

# Kept by the named role without a second person, logged: {model: (what the public sees, the rest)}.
DELEGATED = {
    "news.NewsCategory": (["name", "slug", "position"], []),
    "cms.UnionSettings": (["hospital_name", "union_name", "motto", "phone", "address", "icp_number"], ["site"]),
    "cms.UnionImage": (
        ["title", "description", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"],
        [
            # What is shown is the file: superseded, never replaced.
            *["file", "width", "height", "file_size", "file_hash"],
            *[
                "collection",
                "created_at",
                "uploaded_by_user",
                "consent",
                "consent_note",
                "shows_children",
                "visibility",
            ],
        ],
    ),
    "cms.UnionDocument": (
        ["title"],
        ["file", "file_size", "file_hash", "collection", "created_at", "uploaded_by_user", "visibility"],
    ),
    "people.Department": (["name", "slug", "position", "parent"], ["head"]),
    "people.Campus": (["name", "slug", "position"], []),
    "people.Audience": (
        ["name"],
        [
            *["everyone", "gender", "age_from", "age_to", "years_here"],
            *["employments", "membership_statuses", "staff_statuses"],
        ],
    ),
    "people.Member": (
        ["name"],
        [
            *["password", "last_login", "is_superuser", "email", "is_staff", "is_active", "date_joined"],
            *["employee_number", "pinyin", "gender", "birthday", "department", "campus", "union_group", "title"],
            *["employment", "staff_status", "membership_status", "started_work_on", "joined_hospital_on"],
            *["started_practice_on", "roles_valid_until", "mobile", "gone_since", "emptied_at"],
        ],
    ),
    "people.PrivacySettings": (["leavers_kept_for", "contact"], ["corrects_mobile", "corrects_email"]),
    "signups.Venue": (
        ["name", "campus", "directions", "is_open", "is_bookable", "slot_minutes", "slot_places", "book_days_ahead"],
        ["book_limit", "audience"],
    ),
    "signups.OpeningHours": (["venue", "weekday", "opens", "closes"], []),
    "signups.Closure": (["venue", "starts_on", "ends_on", "reason"], []),
    # The stars and, once the office has let them through, the words: never whose.
    "signups.Base": (["name", "place"], ["is_in_use"]),
    "signups.Drive": (["title"], ["made_at"]),
    # Which page that is public comes first in the search, and what else a search finds of what is public.
    "cms.PromotedResult": (["page", "keys"], ["words"]),
    "cms.SynonymWord": (["synonym", "role", "key"], ["text"]),
    "cms.Synonym": ([], ["kind", "said"]),
    "days.CalendarDay": (["date", "kind", "name"], []),
    "days.AnnouncedYear": (["year"], []),
    "wagtailcore.Site": (["hostname", "port", "site_name", "root_page", "is_default_site"], []),
    "wagtailredirects.Redirect": (
        ["old_path", "site", "is_permanent", "redirect_page", "redirect_page_route_path", "redirect_link"],
        ["automatically_created", "created_at"],
    ),
}
# Of pages, beside the content that is approved: their order.
ORDER_OF_PAGES = {"path"}
# Made of what is approved, by nobody's hand: no screen changes them.
MADE_OF_WHAT_IS_APPROVED = {
    # The content itself; what has been submitted is frozen.
    "wagtailcore.Revision",
    # A page's tags: their names are part of what is hashed.
    "taggit.Tag",
    # What a film's own site says to its address.
    "wagtailembeds.Embed",
    # What is found, and in what size a picture is shown.
    "wagtailsearch.IndexEntry",
    "cms.DocumentText",
    "cms.SearchEntry",
    "cms.UnionRendition",
    # The terms of an activity, as its live version says them.
    "signups.Offering",
    # Who may read a page, as its approved version says.
    "cms.Restriction",
}
# Would change who sees a page, so it is refused to everybody: `can_set_view_restrictions`.
REFUSED = {"wagtailcore.PageViewRestriction"}
# What follows from these is public: how many copies a book has, how many members a club.
RECORDS = {
    "reading.Copy": (["book", "withdrawn_on"], ["barcode", "shelf", "acquired_on"]),
    # Awarded by what was published for objection and took effect.
    "activities.ClubStar": (["club", "year", "stars"], ["round", "awarded_at"]),
    "activities.ClubMembership": (["club", "left_on"], ["member", "joined_on", "sign_up", "not_renewed"]),
    # The dates of what is approved. One of them is moved, enlarged or cancelled by whoever keeps its list.
    "signups.Session": (
        [
            *["offering", "starts_at", "ends_at", "venue", "place", "topic", "capacity", "taken", "state", "remark"],
            *["opens_at", "closes_at", "cancel_until", "sequence", "changed_at", "drawn_at", "listed_at"],
        ],
        ["key", "is_slot", "changed_by_hand", "is_out_of_step", "attendance_closed_at"],
    ),
    # By what nobody chose: anybody can do a draw again.
    "signups.Draw": (
        [
            *["session", "algorithm", "commitment", "committed_at", "seed", "entries_digest", "places", "put_first"],
            *["first_timers_first", "seniority_counts", "drawn_at"],
        ],
        ["drawn_by"],
    ),
    "signups.DrawEntry": (
        ["draw", "number", "people", "weight", "is_first_timer", "digest", "score", "position"],
        ["sign_up"],
    ),
    # Counted by the clock, of a round that is approved.
    "contests.Tally": (["round", "work", "votes", "rank"], ["honour"]),
    "signups.DrawSeed": (["session", "commitment", "made_at"], ["sealed"]),
    # What becomes of a selection, for all staff: its draw can be done again, its dates are those that were approved.
    "signups.Run": (
        ["selection", "drive", "commitment", "committed_at", "seed", "closed_at", "ranked_at", "effective_at"],
        ["sealed", "ranked_for"],
    ),
    "signups.Batch": (["run", "option", "session", "route", "base"], []),
    # Stars at once, words once the office has let them through; whose they are, never.
    "signups.Rating": (
        ["base", "route", "year", "food", "lodging", "programme", "care", "words", "made_at"],
        ["sign_up", "released_at", "released_by"],
    ),
    # From when to when an approved list stands, and what became of it.
    "publications.Standing": (
        [
            *["publication", "published_at", "starts_on", "ends_on", "working_days", "by_weekdays", "follows"],
            *["ended_at", "ending", "effective_at"],
        ],
        ["revision", "list_hash", "reason"],
    ),
    # Who plays whom in a contest that is approved, and how it ended: entered by whoever keeps it, or by both captains.
    "contests.Team": (
        ["contest", "name", "state", "branch", "union_group", "department"],
        ["captain", "sign_up", "seeded", "made_at"],
    ),
    "contests.Fixture": (
        ["contest", "round", "position", "home", "away", "home_from", "away_from", "state", "remark", "session"],
        [],
    ),
    "contests.Result": (
        ["fixture", "home_score", "away_score", "walkover", "details", "state"],
        ["entered_by", "entered_at", "confirmed_by", "reason"],
    ),
    "contests.Performance": (["event", "team", "value", "state"], ["entered_by", "entered_at", "reason"]),
    "approval.Confirmation": (
        ["confirmed_at"],
        ["content_type", "object_id", "title", "revision_number", "confirmed_by"],
    ),
}
NOT_FOR_THE_PUBLIC = {
    "news.ManuscriptImport",
    "news.KeptManuscript",
    *["contests.Player", "contests.RosterChange", "contests.Programme", "contests.Award"],
    "home.CalendarFeed",
    "publications.Objection",
    "people.Dependant",
    # The accounts of clubs are read by their leaders, the office and the accounts-review committee.
    *["activities.Budget", "activities.BudgetProposal", "activities.Entry", "activities.Expense"],
    *["activities.ExpenseStep", "activities.Receipt"],
    # What is collected for the file of a date lies private.
    *["activities.ActivityFile", "activities.SessionPhoto", "activities.SessionDocument", "activities.SessionChoice"],
    *["activities.Handout", "activities.HandoutShare"],
    # Of the star rating the public sees what is published for objection, and the stars.
    *["activities.RatingRound", "activities.RatingCriterion", "activities.RatingStep", "activities.ClubRating"],
    *["activities.SelfMark", "activities.RatingEvidence", "activities.FrozenFigure", "activities.CommitteeMark"],
    *["signups.SignUp", "signups.Strike", "signups.Pool", "signups.Release", "signups.SignUpSettings"],
    *["signups.Answers", "signups.Consent", "signups.Attachment", "signups.AttendanceMark", "signups.Token"],
    "signups.SwapOffer",
    *["signups.Application", "signups.Wish", "signups.Mark", "signups.PastTurn"],
    *["activities.ClubRole", "activities.ClubRenewal", "activities.RenewalAnswer"],
    *["activities.ClubAnnouncement", "activities.Recruitment"],
    # One member, one vote; what was chosen is in the result alone.
    *["contests.Voted", "contests.Ballot", "contests.Choice"],
    "cms.FileUse",
    # Of what many search for, readers see words of titles that they may read.
    "cms.KeptSearch",
    *["notices.Notice", "notices.Event", "notices.Delivery"],
    *["notices.NoticeSettings", "notices.Preferences", "notices.WorkAccount"],
    "people.RoleGrant",
    "people.Branch",
    "people.UnionGroup",
    "people.Body",
    "people.Term",
    "people.PostHeld",
    "people.MembershipApplication",
    "people.MembershipChange",
    "people.FormerNumber",
    "people.Correction",
    "people.Look",
    "people.RosterImport",
    "people.RosterRow",
    "people.HeadingMemory",
    *["people.SecondFactorRemoval", "mfa.Authenticator"],
    *["socialaccount.SocialAccount", "socialaccount.SocialApp", "socialaccount.SocialToken"],
    "people.SignInCode",
    "people.SignInSettings",
    "days.YearlyCounter",
    "approval.Acknowledgement",
    "approval.ApprovalSettings",
    "approval.CheckSettings",
    "approval.CheckedWord",
    "approval.Deputyship",
    "approval.MissedHour",
    "approval.ApprovalRecord",
    "approval.RecordWords",
    "approval.ChainHead",
    "approval.ReviewTask",
    "approval.ProofReading",
    "approval.JointSubmission",
    "approval.JointItem",
    # Who may do what, and who is who.
    *["auth.Group", "auth.Permission", "account.EmailAddress", "account.EmailConfirmation", "sessions.Session"],
    "usersessions.UserSession",
    *["wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission", "wagtailcore.GroupSitePermission"],
    *["wagtailcore.APIToken", "wagtailusers.UserProfile", "wagtailadmin.Admin", "wagtailadmin.EditingSession"],
    # How something is approved, and what is said meanwhile.
    *["wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage"],
    *["wagtailcore.WorkflowState", "wagtailcore.WorkflowTask", "wagtailcore.Task", "wagtailcore.TaskState"],
    *["wagtailcore.GroupApprovalTask", "wagtailcore.Comment", "wagtailcore.CommentReply"],
    *["wagtailcore.PageSubscription", "wagtailadmin.FormState"],
    # Where editors keep files: who sees a file follows from its uses alone, see cms/file_visibility.py.
    *["wagtailcore.Collection", "wagtailcore.CollectionViewRestriction", "wagtailcore.UploadedFile"],
    # Tables of Wagtail's that ours stand in for.
    *["wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition"],
    # The tags of pictures and documents.
    "taggit.TaggedItem",
    # The machinery.
    *["contenttypes.ContentType", "wagtailcore.Locale", "wagtailcore.ReferenceIndex"],
    *["wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry"],
    *["procrastinate.ProcrastinateEvent", "procrastinate.ProcrastinateJob"],
    *["procrastinate.ProcrastinatePeriodicDefer", "procrastinate.ProcrastinateWorker"],
}
# Of a page or snippet, what is no content: whether it is live, who works at it, how deep in the tree it stands, what
# follows from the content.
STATE = {
    *[
        "id",
        "page_ptr",
        "depth",
        "numchild",
        "url_path",
        "translation_key",
        "locale",
        "content_type",
        "alias_of",
    ],
    *["live", "expired", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision"],
    *["latest_revision", "latest_revision_created_at", "locked", "locked_at", "locked_by", "owner", "draft_title"],
    "search_text",
}


def is_approved(model) -> bool:
    return issubclass(model, Page | ApprovedSnippet)


def parents_of(model) -> list[type]:
    """Return the models of whose revisions the rows of `model` are a part."""
    return [field.related_model for field in model._meta.fields if isinstance(field, ParentalKey)]


def own_fields(model) -> set[str]:
    """Return the fields of a row. Lists that are models of their own, such as tags, are named as such."""
    fields = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    lists = {
        field.name
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created and field.name not in ("groups", "user_permissions")
    }
    return fields | lists


def unnamed(found: Iterable[type[models.Model]]) -> list[str]:
    """Return what is neither part of a revision nor named above, as app.Model or app.Model.field."""
    missing = []
    for model in found:
        label = model._meta.label
        if is_approved(model):
            said = set(model().serializable_data())
            missing += [f"{label}.{name}" for name in sorted(own_fields(model) - said - STATE - ORDER_OF_PAGES)]
        elif any(is_approved(parent) for parent in parents_of(model)):
            said = set(model().serializable_data() if hasattr(model, "serializable_data") else own_fields(model))
            missing += [f"{label}.{name}" for name in sorted(own_fields(model) - said)]
        elif label in DELEGATED or label in RECORDS:
            public, other = DELEGATED.get(label) or RECORDS[label]
            ties = {field.name for field in model._meta.many_to_many} | {"page_ptr"}
            missing += [f"{label}.{name}" for name in sorted(own_fields(model) - ties - {*public, *other})]
        elif label not in NOT_FOR_THE_PUBLIC | MADE_OF_WHAT_IS_APPROVED | REFUSED:
            missing.append(label)
    return missing
