"""Who may read what is kept about people, and who may change it. From the domain, not from the code: the rules stand in
docs/rules/privacy.md, and this table is compared with what the addresses answer.

A new kind of record about people is a line in RECORDS. CONTRIBUTING.md says how.
"""

from dataclasses import dataclass, field

from .roles import ADMINISTRATORS, APPROVERS, EDITORS, EVERYBODY, LEADS, NOBODY, SELF, STAFF, Tie, Who


@dataclass(frozen=True)
class Record:
    """One kind of thing that is kept about people.

    `models` names its models, each with the fields that lead to whose it is. `read`, `made` and `changed` (changed or
    deleted) hold roles and ties; `own_too` is False where even those may not do it to themselves. `marked`: its words
    are looked for in every answer.
    """

    words: str
    read: frozenset
    made: frozenset = NOBODY
    changed: frozenset = NOBODY
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own_too: bool = True
    marked: bool = True
    # It may change along with a row of this model about the same person, by whoever may change that.
    follows: str = ""


OFFICE = APPROVERS | {Who.OFFICER, Who.SUPERUSER}
ORGANISERS = OFFICE | {Who.CLUB_LEADER}
ONLY_SELF = frozenset({SELF})
# By an act on something else: whoever acts has somebody told, and the act is signed with their name.
ACTING = EDITORS | {Who.AUDITOR, SELF, LEADS, Tie.TOLD}

RECORDS = {
    "name": Record("name and employee number", read=EDITORS | {SELF, LEADS}),
    "private data": Record(
        "mobile number, e-mail address, date of birth, and the account",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS | {SELF},
        models={"people.Member": ("pk",)},
    ),
    "account": Record(
        "settings of an account",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS | {SELF},
        changed=ADMINISTRATORS | {SELF},
        marked=False,
        models={"account.EmailAddress": ("user",), "wagtailusers.UserProfile": ("user",)},
    ),
    "former number": Record(
        "former employee numbers",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        models={"people.FormerNumber": ("member",)},
    ),
    "correction": Record(
        "what members have corrected in their own data",
        read=ADMINISTRATORS | {SELF},
        made=ONLY_SELF,
        models={"people.Correction": ("member",)},
    ),
    "dependant": Record(
        "whom somebody may bring along: kept by the member, and nobody else sees it",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ONLY_SELF,
        models={"people.Dependant": ("member",)},
    ),
    "code": Record(
        "sign-in codes",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS | {SELF},
        models={"people.SignInCode": ("member",)},
    ),
    "session": Record(
        "where somebody is signed in; an account that is closed is signed in nowhere",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ADMINISTRATORS | {SELF},
        models={"usersessions.UserSession": ("user",)},
    ),
    "role": Record(
        "roles, and what follows from them; nobody gives one to themselves",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        own_too=False,
        models={"people.RoleGrant": ("member",)},
    ),
    "rights": Record(
        "groups and rights of an account: they follow the roles, no screen writes them",
        read=ADMINISTRATORS | {SELF},
        made=NOBODY,
        changed=NOBODY,
        marked=False,
        follows="people.RoleGrant",
        models={"people.Member_groups": ("member",), "people.Member_user_permissions": ("member",)},
    ),
    "roster": Record(
        "roster imports and their rows",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        models={"people.RosterImport": ("uploaded_by",), "people.RosterRow": ("member",), "people.HeadingMemory": ()},
    ),
    "look": Record(
        "who looked at whose data: written by the look itself, never changed",
        read=ADMINISTRATORS | {SELF},
        made=ONLY_SELF,
        models={"people.Look": ("viewer",)},
    ),
    "notice": Record(
        "the text of a notice",
        read=frozenset({SELF, LEADS}),
        made=ACTING,
        changed=ONLY_SELF,
        models={"notices.Notice": ("recipient",)},
    ),
    "sent": Record(
        "what somebody sent, and who gave a receipt",
        read=frozenset({SELF, LEADS}),
        made=ACTING,
        models={"notices.Event": ("sender",)},
    ),
    "delivery": Record(
        "by which way a notice went, and why it did not arrive",
        read=ADMINISTRATORS | {SELF},
        made=ACTING,
        models={"notices.Delivery": ("notice__recipient",)},
    ),
    "choices": Record(
        "way and quiet hours",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ONLY_SELF,
        marked=False,
        models={"notices.Preferences": ("member",)},
    ),
    "work account": Record(
        "account at WeCom or DingTalk",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        models={"notices.WorkAccount": ("member",)},
    ),
    "posts": Record(
        "who heads a department, chairs a branch, leads a union group",
        read=EDITORS | {SELF, LEADS},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        marked=False,
        models={
            "people.Department": ("head",),
            "people.Branch": ("chair",),
            "people.UnionGroup": ("leader",),
            "people.Campus": (),
            "people.Audience": (),
        },
    ),
    "deputyship": Record(
        "who stands in for whom: named by whom it is about, ended by either",
        read=APPROVERS | ADMINISTRATORS | {SELF},
        made=ONLY_SELF,
        changed=ONLY_SELF,
        models={"approval.Deputyship": ("principal", "deputy")},
    ),
    "approval": Record(
        "approval records, and who read, confirmed or put forward what: signed by whoever acts",
        read=APPROVERS | ADMINISTRATORS | {SELF},
        made=ONLY_SELF,
        changed=APPROVERS,
        marked=False,
        models={
            "approval.ApprovalRecord": ("actor",),
            "approval.RecordWords": ("record__actor",),
            "approval.Acknowledgement": ("by",),
            "approval.Confirmation": ("confirmed_by",),
            "approval.ProofReading": ("by",),
            "approval.JointSubmission": ("by",),
        },
    ),
    "stages": Record(
        "who reviews what",
        read=EDITORS,
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        marked=False,
        models={"approval.ReviewTask": ("person",)},
    ),
    "import": Record(
        "manuscripts and uploads that are on their way in",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ONLY_SELF,
        models={
            "news.ManuscriptImport": ("owner",),
            "news.KeptManuscript": ("batch__owner",),
            "wagtailcore.UploadedFile": ("uploaded_by_user",),
        },
    ),
    "membership": Record(
        "club memberships: made and ended by whoever keeps the list of the club, and by those who leave",
        read=ORGANISERS | {SELF},
        made=ORGANISERS,
        changed=ORGANISERS | {SELF},
        models={"activities.ClubMembership": ("member",)},
    ),
    "rating": Record(
        "marks for clubs, each by whoever gave it; the club and the committee read them without the name",
        read=OFFICE | {SELF},
        made=ONLY_SELF,
        changed=ONLY_SELF,
        marked=False,
        models={"activities.CommitteeMark": ("by",)},
    ),
    "self-assessment": Record(
        "what a club says of itself, and shows: by its leaders, opened again by the office",
        read=STAFF,
        made=OFFICE | {Who.CLUB_LEADER},
        changed=OFFICE | {Who.CLUB_LEADER},
        marked=False,
        models={"activities.ClubRating": ("handed_in_by",), "activities.RatingEvidence": ("added_by",)},
    ),
    "rounds": Record(
        "rounds of the star rating: made and moved on by the office",
        read=STAFF,
        made=OFFICE,
        changed=OFFICE,
        marked=False,
        models={"activities.RatingRound": ("made_by", "published_by")},
    ),
    "duty": Record(
        "duties in a club, given by whoever leads it; signed-in staff read them on its page",
        read=EVERYBODY,
        made=ORGANISERS,
        changed=ORGANISERS | {SELF},
        marked=False,
        models={"activities.ClubRole": ("membership__member",)},
    ),
    "renewal": Record(
        "who has said to stay in a club, and who opened its renewal",
        read=ORGANISERS | {SELF},
        made=ORGANISERS | {SELF},
        changed=ORGANISERS,
        marked=False,
        models={"activities.RenewalAnswer": ("membership__member",), "activities.ClubRenewal": ("opened_by",)},
    ),
    "announcement": Record(
        "what its leader has told a club: its members read it",
        read=STAFF,
        made=ORGANISERS,
        marked=False,
        models={"activities.ClubAnnouncement": ("by",)},
    ),
    "file of a date": Record(
        "what is collected for the file of a date, and who had one made: of whoever keeps its list",
        read=ORGANISERS | {SELF},
        made=ORGANISERS,
        changed=ORGANISERS,
        marked=False,
        models={
            "activities.ActivityFile": ("asked_by",),
            "activities.Handout": ("made_by",),
            "activities.HandoutShare": ("sign_up__member",),
            "activities.SessionDocument": ("uploaded_by",),
            "activities.SessionPhoto": ("uploaded_by",),
        },
    ),
    "sign-up": Record(
        "what somebody has signed up for: whoever keeps the list of the date reads and changes it",
        read=ORGANISERS | {SELF},
        made=ORGANISERS | {SELF, LEADS},
        changed=ORGANISERS | {SELF},
        models={"signups.SignUp": ("member",)},
    ),
    "applied for": Record(
        "what somebody has applied for by points, and the points: whoever makes the list reads and corrects them",
        read=OFFICE | {SELF, LEADS},
        made=OFFICE | {SELF, LEADS},
        changed=OFFICE | {SELF, LEADS},
        marked=False,
        models={
            "signups.Application": ("member",),
            "signups.Wish": ("application__member",),
            "signups.Mark": ("application__member",),
        },
    ),
    "past turn": Record(
        "when somebody had a turn of what goes by points: entered by the office",
        read=OFFICE | {SELF},
        made=OFFICE,
        marked=False,
        models={"signups.PastTurn": ("member",)},
    ),
    "turn rating": Record(
        "what somebody said of where they had been: shown without a name, its words let through by the office",
        read=EVERYBODY,
        made=ONLY_SELF,
        changed=OFFICE,
        marked=False,
        models={"signups.Rating": ("sign_up__member",)},
    ),
    "team": Record(
        "who is captain of a team, and plays for it: named by captains of their own branch or group, read by all staff",
        read=STAFF,
        made=STAFF,
        changed=OFFICE | {SELF},
        marked=False,
        models={"contests.Team": ("captain",), "contests.Player": ("member",)},
    ),
    "late change": Record(
        "why a roster was changed after it had closed: for the team, who leads it, and the organiser",
        read=OFFICE | {SELF, LEADS},
        made=OFFICE,
        models={"contests.RosterChange": ("member",)},
    ),
    "match": Record(
        "who has entered a result, fixtures and honours: signed by whoever acts",
        read=STAFF,
        made=ONLY_SELF,
        changed=OFFICE | {SELF},
        marked=False,
        models={
            "contests.Result": ("entered_by", "confirmed_by"),
            "contests.Performance": ("entered_by",),
            "contests.Programme": ("made_by",),
            "contests.Award": ("made_by",),
        },
    ),
    "swap": Record(
        "which place somebody offers, and to whom",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ONLY_SELF,
        marked=False,
        models={"signups.SwapOffer": ("sign_up__member", "to_member")},
    ),
    "draw": Record(
        "the numbers of a draw are public; whose each was, its owner alone knows",
        read=EVERYBODY,
        made=ORGANISERS,
        marked=False,
        models={"signups.Draw": ("drawn_by",), "signups.DrawEntry": ("sign_up__member",)},
    ),
    "work": Record(
        "what somebody has handed in to a call: read by the office, and by colleagues once it is approved",
        read=OFFICE | {SELF},
        made=OFFICE | {SELF},
        changed=OFFICE | {SELF},
        models={"contests.Work": ("author",)},
    ),
    "vote": Record(
        "in which rounds somebody has voted; what was chosen is nobody's",
        read=ONLY_SELF,
        made=ONLY_SELF,
        marked=False,
        models={"contests.Voted": ("member",), "contests.Ballot": (), "contests.Choice": ()},
    ),
    "strike": Record(
        "missed sign-ups: noted by whoever keeps the list, or by one's own late cancellation",
        read=ORGANISERS | {SELF},
        made=ORGANISERS | {SELF},
        changed=ORGANISERS,
        models={"signups.Strike": ("member",)},
    ),
    "named": Record(
        "people whom pages, honours and books name: written by those who draft them, public once approved",
        read=EVERYBODY,
        made=EDITORS,
        changed=EDITORS,
        marked=False,
        models={
            "activities.ClubLeader": ("member",),
            "activities.RecurringActivity": ("contact",),
            "contests.Contest": ("contact",),
            "signups.Offering": ("contact",),
            "signups.Selection": ("contact",),
            "honours.HonourRecipient": ("member",),
            "publications.PublicationLine": ("member",),
            "reading.Book": ("donor",),
        },
    ),
    "objection": Record(
        "what somebody objects to in a published list: those who answer read it, by an act, and nobody else",
        read=frozenset({Who.CHAIR, Who.AUDITOR, SELF}),
        made=ONLY_SELF,
        changed=frozenset({Who.CHAIR, Who.AUDITOR, SELF}),
        models={"publications.Objection": ("member",), "publications.Standing": ()},
    ),
    "versions": Record(
        "drafts and their course",
        read=EDITORS,
        made=EDITORS,
        changed=EDITORS,
        marked=False,
        models={
            "wagtailcore.Revision": ("user",),
            "wagtailcore.Page": ("owner",),
            "wagtailcore.WorkflowState": ("requested_by",),
            "wagtailcore.TaskState": ("finished_by",),
            "wagtailcore.Comment": ("user",),
            "wagtailcore.CommentReply": ("user",),
            "cms.UnionImage": ("uploaded_by_user",),
            "cms.UnionDocument": ("uploaded_by_user",),
            "wagtailimages.Image": (),
            "wagtaildocs.Document": (),
        },
    ),
    "at work": Record(
        "what an editor has open, and has asked to be told of",
        read=EDITORS,
        made=ONLY_SELF,
        changed=EDITORS,
        marked=False,
        models={
            "wagtailcore.PageSubscription": ("user",),
            "wagtailadmin.EditingSession": ("user",),
            "wagtailadmin.FormState": ("user",),
        },
    ),
    "log": Record(
        "who did what in the admin: signed by whoever acts, never changed",
        read=APPROVERS | ADMINISTRATORS,
        made=ONLY_SELF,
        marked=False,
        models={"wagtailcore.PageLogEntry": ("user",), "wagtailcore.ModelLogEntry": ("user",)},
    ),
    "answers": Record(
        "answers with a sign-up, what was agreed to and attached: for whoever keeps the list, changed by nobody else",
        read=OFFICE | {SELF},
        made=ONLY_SELF,
        changed=ONLY_SELF,
        models={
            "signups.Answers": ("sign_up__member",),
            "signups.Consent": ("answers__sign_up__member",),
            "signups.Attachment": ("answers__sign_up__member",),
        },
    ),
    "application": Record(
        "applications for membership of the union",
        read=ADMINISTRATORS | {SELF},
        made=ONLY_SELF,
        changed=ADMINISTRATORS | {SELF},
        models={"people.MembershipApplication": ("member",)},
    ),
    "change of membership": Record(
        "what became of somebody's membership of the union: entered by an act, never changed",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        models={"people.MembershipChange": ("member",)},
    ),
    "post": Record(
        "posts in the bodies of the union, with who held them before",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        changed=ADMINISTRATORS,
        models={"people.PostHeld": ("member",)},
    ),
    "second factor": Record(
        "apps and devices of the second step of signing in; after a loss an administrator takes them off",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ADMINISTRATORS | {SELF},
        marked=False,
        models={"mfa.Authenticator": ("user",)},
    ),
    "removal": Record(
        "why a second factor was taken off; nobody takes off their own",
        read=ADMINISTRATORS | {SELF},
        made=ADMINISTRATORS,
        own_too=False,
        models={"people.SecondFactorRemoval": ("member",)},
    ),
    "other service": Record(
        "accounts at services to sign in by: none are kept",
        read=NOBODY,
        marked=False,
        models={"socialaccount.SocialAccount": ("user",), "socialaccount.SocialToken": ("account__user",)},
    ),
    "calendar": Record(
        "the secret address of one's own calendar",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ONLY_SELF,
        marked=False,
        models={"home.CalendarFeed": ("member",)},
    ),
    "attendance mark": Record(
        "each time that somebody was noted as present or absent: never changed",
        read=ONLY_SELF,
        made=ORGANISERS | {SELF},
        marked=False,
        models={"signups.AttendanceMark": ("sign_up__member",)},
    ),
    "check-in code": Record(
        "codes to be shown at the door: made by whose they are, used up by whoever keeps the list",
        read=ONLY_SELF,
        made=ONLY_SELF,
        changed=ORGANISERS | {SELF},
        marked=False,
        models={"signups.Token": ("member",)},
    ),
    "key": Record(
        "keys of programs: there are none",
        read=NOBODY,
        marked=False,
        models={"wagtailcore.APIToken": ("user",)},
    ),
    "expense": Record(
        "what somebody asked for in the name of a club, with its course and its receipts, and the book",
        read=OFFICE | {Who.CLUB_LEADER, Who.AUDITOR, SELF},
        made=APPROVERS | {Who.CLUB_LEADER},
        changed=APPROVERS | {Who.CLUB_LEADER},
        models={
            "activities.Expense": ("asked_by",),
            "activities.ExpenseStep": ("expense__asked_by",),
            "activities.Receipt": ("expense__asked_by",),
            "activities.Entry": ("by",),
            "activities.Budget": (),
            "activities.BudgetProposal": ("proposed_by",),
        },
    ),
}
