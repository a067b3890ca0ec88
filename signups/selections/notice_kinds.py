from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind, Wording

CONSENT_WANTED = Kind(
    "signups.consent_wanted",
    _("Consent of a department"),
    {
        "": Wording(
            _("Who can be spared? %(title)s"),
            _("People of your department have applied. Consent or refuse until %(due)s."),
        ),
        "reminder": Wording(
            _("Still to be decided: %(title)s"),
            _("Whoever has no consent by %(due)s is not put on the list. Please decide."),
        ),
    },
)
CONSENT_DECIDED = Kind(
    "signups.consent_decided",
    _("Your department has decided on an application"),
    {
        "": Wording(_("Your department consents: %(title)s"), _("Your application goes on.")),
        "refused": Wording(_("Your department does not consent: %(title)s"), _("Reason: %(reason)s")),
    },
    personal=True,
)
APPLIED_FOR = Kind(
    "signups.applied_for",
    _("Somebody has applied on your behalf"),
    {
        "": Wording(
            _("Applied for you: %(title)s"),
            _("%(by)s has applied for you. Look at the dates and your points; you can change or withdraw it."),
        )
    },
    personal=True,
)
POINTS_CORRECTED = Kind(
    "signups.points_corrected",
    _("Points were corrected"),
    {"": Wording(_("Your points were corrected: %(title)s"), _("%(criterion)s: %(points)s now. Reason: %(reason)s"))},
    personal=True,
)
POINTS_DOUBTED = Kind(
    "signups.points_doubted",
    _("Somebody doubts their points"),
    {"": Wording(_("Points to be looked at: %(title)s"), _("An applicant says that something is wrong. Look at it."))},
)
SUBSTITUTE = Kind(
    "signups.substitute",
    _("Substitute on a list"),
    {
        "": Wording(
            _("You are a substitute: %(title)s"),
            _(
                "%(dates)s. Places that are given back go to the substitutes in order; you are told once it is your "
                "turn."
            ),
        )
    },
    personal=True,
)
RATING_WANTED = Kind(
    "signups.rating_wanted",
    _("Rate where you have been"),
    {
        "": Wording(
            _("How was it? %(title)s"),
            _("Give stars for food, lodging, programme and care. It helps those who go next."),
        )
    },
    optional=True,
    personal=True,
)
KINDS = [
    CONSENT_WANTED,
    CONSENT_DECIDED,
    APPLIED_FOR,
    POINTS_CORRECTED,
    POINTS_DOUBTED,
    SUBSTITUTE,
    RATING_WANTED,
]
PLACES = {"criterion": _("criterion"), "points": _("points")}
