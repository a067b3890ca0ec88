"""What this room keeps about people."""

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..bodies.listing import with_parts
from ..models import Look, Member, PostHeld, PrivacySettings, RoleGrant, RosterRow
from ..querysets import (
    CHILD_UNTIL,
    CORRECTIONS_KEPT_FOR,
    GROWN_UP_KEPT_FOR,
    LOOKS_KEPT_FOR,
    ROSTER_FILE_KEPT_FOR,
    ROSTER_ROWS_KEPT_FOR,
)
from ..retention import forget_expired
from ..roster.columns import label
from ..roster.wording import in_words
from .emptying import empty_expired
from .own_sign_in import keep_sign_in
from .periods import days, years
from .registry import Entry, Fact, facts_of, forgets, keeps
from .subjects import register_subjects

CHOICE = "people.member_choice"

PERSON = [
    "employee_number",
    "name",
    "pinyin",
    "gender",
    "birthday",
    "mobile",
    "email",
    "department",
    "campus",
    "union_group",
    "title",
    "employment",
    "staff_status",
    "membership_status",
    "started_work_on",
    "joined_hospital_on",
    "started_practice_on",
    "is_active",
    "date_joined",
    "last_login",
]


def _until_emptied() -> str:
    count = PrivacySettings.current().leavers_kept_for
    return ngettext(
        "As long as you belong to the union, and %(count)d year after leaving; then it is emptied. The retired stay.",
        "As long as you belong to the union, and %(count)d years after leaving; then it is emptied. The retired stay.",
        count,
    ) % {"count": count}


until_emptied = lazy(_until_emptied, str)


def _person(member: Member) -> Entry:
    return facts_of(member, *PERSON)


def _role(grant: RoleGrant) -> Entry:
    return facts_of(grant, "role", "starts_at", "ends_at")


def _post(held: PostHeld) -> Entry:
    return facts_of(
        held, "body", "post", "starts_on", "entered_by", "entered_at", "ends_on", "ending", "remark", "ended_by"
    )


def _look(look: Look) -> Entry:
    whose = look.member.name if look.member else None
    return [
        Fact("hour", _("hour"), look.hour),
        Fact("subject", _("what"), look.subject_name),
        Fact("whose", _("whose"), whose),
        Fact("people", _("number of people"), look.people),
    ]


def _row(row: RosterRow) -> Entry:
    changes = "；".join(
        gettext("%(label)s: %(text)s")
        % {"label": label(name), "text": f"{in_words(name, old) or '—'} → {in_words(name, new) or '—'}"}
        for name, (old, new) in row.changes.items()
    )
    return [
        Fact("uploaded_at", _("uploaded at"), row.roster.uploaded_at),
        Fact("outcome", _("outcome"), str(row.get_outcome_display())),
        Fact("changes", _("changes"), changes),
    ]


def register() -> None:
    """Enter everything into the registry; called by `ready()`."""
    register_subjects(
        people__member=_("personal data of members"),
        people__member_choice=_("choosing a member"),
        people__sign_in_slips=_("Sign-in slips"),
        people__roster_import=_("rows of a roster import"),
        people__roster_export=_("the whole roster"),
    )
    _keep_person()
    keep_sign_in()
    _keep_records()
    forgets("people", _forget)


def _forget() -> None:
    forget_expired()
    empty_expired()


def _keep_person() -> None:
    keeps(
        key="people.person",
        name=_("Person and account"),
        contents=_(
            "Employee number, name and its reading, gender, date of birth, mobile number, e-mail address, department, "
            "campus, union group, post, kind of employment, status, dates of service, last sign-in. A password is kept "
            "as a hash that nobody can read."
        ),
        purpose=_(
            "To sign in, to be found and reached, to greet on birthdays, to count years of service, and to know who "
            "may take part in what."
        ),
        period=until_emptied(),
        seen_by=_("Yourself and the administrators. Whoever edits pages sees name, employee number and department."),
        models=(
            "people.Member",
            "wagtailusers.UserProfile",
            "account.EmailAddress",
            "people.Department",
            "people.Branch",
            "people.UnionGroup",
        ),
        rows=lambda member: Member.objects.filter(pk=member.pk).select_related("department", "campus", "union_group"),
        describe=_person,
    )
    keeps(
        key="people.former_numbers",
        name=_("Former employee numbers"),
        contents=_("Employee numbers that you had before, and until when."),
        purpose=_("One person keeps one history when the number changes."),
        period=until_emptied(),
        seen_by=_("Yourself and the administrators."),
        models=("people.FormerNumber",),
        rows=lambda member: member.former_numbers.all(),
        describe=lambda former: facts_of(former, "number", "until"),
    )
    keeps(
        key="people.dependants",
        name=_("Your family"),
        contents=_("Name, relation, gender and date of birth of those whom you have put on your list to come along."),
        purpose=_("To sign them up together with you, and to know whether they are of the age that something is for."),
        period=lazy(_until_of_age, str)(),
        seen_by=_("Yourself alone; whoever organises what you sign them up for sees those whom you sign up."),
        models=("people.Dependant",),
        rows=lambda member: member.dependants.all(),
        describe=lambda row: facts_of(row, "name", "relation", "gender", "birthday", "created_at", "ended_at"),
    )
    keeps(
        key="people.corrections",
        name=_("Your corrections"),
        contents=_("What you have corrected in your own data, before and after, and when."),
        purpose=_("The office sees what has changed, and can undo a mistake."),
        period=days(CORRECTIONS_KEPT_FOR),
        seen_by=_("Yourself and the administrators."),
        models=("people.Correction",),
        rows=lambda member: member.corrections.all(),
        describe=lambda row: facts_of(row, "field", "old", "new", "at"),
    )


def _keep_records() -> None:
    keeps(
        key="people.roles",
        name=_("Roles"),
        contents=_("Roles that you hold or have held for the union, from when until when, and who gave them."),
        purpose=_("To know who could approve what, and when."),
        period=_("As long as the approvals that they explain, for good."),
        seen_by=_("Yourself and the administrators."),
        models=("people.RoleGrant",),
        rows=lambda member: member.role_grants.all(),
        describe=_role,
    )
    keeps(
        key="people.posts",
        name=_("Posts in the union and in the house"),
        contents=_(
            "Posts that you hold or have held in a committee, a branch or a union group, or as head of a department: "
            "since when, until when, why it ended, and who entered it."
        ),
        purpose=_("To know who answers for what, and to hand over from one term to the next."),
        period=_("For good: the history of the union's bodies."),
        seen_by=_("Yourself and the administrators."),
        models=("people.PostHeld",),
        rows=lambda member: with_parts(member.posts_held),
        describe=_post,
    )
    keeps(
        key="people.membership_applications",
        name=_("Applications for membership"),
        contents=_("When you applied for membership, what you wrote, who decided on it, and their remark."),
        purpose=_("To decide on it, and to answer you."),
        period=until_emptied(),
        seen_by=_("Yourself and the administrators."),
        models=("people.MembershipApplication",),
        rows=lambda member: member.membership_applications.select_related("decided_by"),
        describe=lambda row: facts_of(row, "applied_at", "note", "state", "decided_by", "decided_at", "remark"),
    )
    keeps(
        key="people.membership_changes",
        name=_("Changes of your membership"),
        contents=_("When you joined the union, moved in from another or out to another, and who entered it."),
        purpose=_("To prove how long somebody has been a member, also to the union that they move to."),
        period=_("For good: the roll of the union."),
        seen_by=_("Yourself and the administrators."),
        models=("people.MembershipChange",),
        rows=lambda member: member.membership_changes.select_related("by"),
        describe=lambda row: facts_of(row, "act", "before", "after", "on", "union", "remark", "by", "at"),
    )
    keeps(
        key="people.roster_rows",
        name=_("Roster imports"),
        contents=_("What an import of the staff roster has changed about you. The uploaded file itself goes sooner."),
        purpose=_("To compare before anything is written, and to undo an import that was wrong."),
        period=lazy(_rows_and_files, str)(),
        seen_by=_("The administrators; date of birth and mobile number only in part."),
        models=("people.RosterRow", "people.RosterImport", "people.HeadingMemory"),
        rows=lambda member: RosterRow.objects.filter(member=member).select_related("roster").order_by("-roster"),
        describe=_row,
    )
    keeps(
        key="people.looks",
        name=_("Looks at the data of others"),
        contents=_("If you work with data of others: whose you looked at, in which hour."),
        purpose=_("Everybody can see who looked at their data, and nobody looks out of curiosity."),
        period=years(LOOKS_KEPT_FOR),
        seen_by=_("Whose data it was, and the administrators."),
        models=("people.Look",),
        rows=lambda member: Look.objects.filter(viewer=member).select_related("member"),
        describe=_look,
    )


def _until_of_age() -> str:
    return gettext(
        "Until you take them off your list, longer only while a sign-up names them; children until they are %(age)d; "
        "all of it until your own data is emptied at the latest."
    ) % {"age": CHILD_UNTIL + GROWN_UP_KEPT_FOR}


def _rows_and_files() -> str:
    return gettext("%(rows)d days after the upload; the file %(file)d days at most.") % {
        "rows": ROSTER_ROWS_KEPT_FOR.days,
        "file": ROSTER_FILE_KEPT_FOR.days,
    }
