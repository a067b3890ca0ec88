"""Keeping what was answered with a sign-up."""

from collections.abc import Sequence

from ..models import SignUp
from .forms import AnswersForm


def keep(sign_ups: Sequence[SignUp], form: AnswersForm) -> None:
    """Keep the answers of a valid form with the sign-ups of one attempt, in the transaction that made them."""
