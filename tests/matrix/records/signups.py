"""Places: who asked for one, had one, came, and what was asked of them."""

from ..roles import EVERYBODY, LEADS, SELF
from .record import OFFICE, ONLY_SELF, ORGANISERS, Record

RECORDS = {
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
    "strike": Record(
        "missed sign-ups: noted by whoever keeps the list, or by one's own late cancellation",
        read=ORGANISERS | {SELF},
        made=ORGANISERS | {SELF},
        changed=ORGANISERS,
        models={"signups.Strike": ("member",)},
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
}
