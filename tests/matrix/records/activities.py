"""Clubs, their members, accounts and stars, and the files of dates."""

from ..roles import APPROVERS, EVERYBODY, SELF, STAFF, Who
from .record import OFFICE, ONLY_SELF, ORGANISERS, Record

RECORDS = {
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
