"""What clubs, the committee and the office are told of a star rating."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notices.kinds import Kind, Wording

SELF_ASSESSMENT = Kind(
    "activities.rating_self_assessment",
    _("Self-assessment of a club"),
    {
        "": Wording(
            _("Assess your club: %(club)s"),
            _("%(title)s has begun. Please fill in the self-assessment and hand it in by %(until)s."),
        )
    },
)
SELF_ASSESSMENT_DUE = Kind(
    "activities.rating_self_assessment_due",
    _("Self-assessment of a club is due"),
    {
        "": Wording(
            _("Not handed in yet: self-assessment of %(club)s"),
            _("%(title)s: the self-assessment ends on %(until)s. What you have written so far is kept."),
        )
    },
    digestible=False,
)
OPEN_AGAIN = Kind(
    "activities.rating_open_again",
    _("Self-assessment of a club is open again"),
    {
        "": Wording(
            _("Open again: self-assessment of %(club)s"),
            _("%(title)s: the union office lets your club write until %(until)s. Please hand it in by then."),
        )
    },
)
LEADERLESS = Kind(
    "activities.rating_leaderless",
    _("A club without a leader in a rating"),
    {
        "": Wording(
            _("Nobody can assess: %(names)s"),
            _(
                "%(title)s has begun. These clubs have no leader who could assess them; the committee marks them all "
                "the same."
            ),
        )
    },
)
MARKING = Kind(
    "activities.rating_marking",
    _("Marks for the clubs"),
    {
        "": Wording(
            _("Please mark the clubs: %(title)s"),
            _("The self-assessments are in and the figures are taken. Please give your marks by %(until)s."),
        )
    },
)
MARKING_DUE = Kind(
    "activities.rating_marking_due",
    _("Marks for the clubs are due"),
    {"": Wording(_("Your marks are not complete yet: %(title)s"), _("The committee marks until %(until)s."))},
    digestible=False,
)
PUT_FORWARD = Kind(
    "activities.rating_put_forward",
    _("Result of a star rating"),
    {
        "": Wording(
            ngettext_lazy(
                "%(club)s: %(points)s points, %(count)d star proposed",
                "%(club)s: %(points)s points, %(count)d stars proposed",
                "count",
            ),
            _("%(title)s: the result goes to publication for objection. See how each of your marks came about."),
        ),
        "none": Wording(
            _("%(club)s: %(points)s points"),
            _("%(title)s: the result goes to publication for objection. See how each of your marks came about."),
        ),
    },
)
AWARDED = Kind(
    "activities.rating_awarded",
    _("Stars of a club"),
    {
        "": Wording(
            ngettext_lazy("%(club)s has %(count)d star", "%(club)s has %(count)d stars", "count"),
            _("%(title)s is over, and its result has taken effect."),
        ),
        "none": Wording(_("Result in effect: %(club)s"), _("%(title)s is over, and its result has taken effect.")),
    },
)
KINDS = [
    SELF_ASSESSMENT,
    SELF_ASSESSMENT_DUE,
    OPEN_AGAIN,
    LEADERLESS,
    MARKING,
    MARKING_DUE,
    PUT_FORWARD,
    AWARDED,
]
