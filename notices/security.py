"""What members are told of their own accounts."""

from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import SecondFactorRemoval

from .actions import notify


def tell_of_removal(removal: SecondFactorRemoval) -> None:
    """Tell the member that somebody has taken the second factor off, and why."""
    by = removal.removed_by.name if removal.removed_by else _("Somebody at the server")
    notify(
        [removal.member],
        kind="people.second_factor",
        key=f"people.second_factor:{removal.pk}",
        places={"by": by, "reason": removal.reason},
        link=reverse("mfa_index"),
    )
