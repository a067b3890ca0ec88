"""What is done later."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .models import Contest
from .planning import plan_contest


@app.task(name="contests.plan", retry=RetryStrategy(max_attempts=10, wait=30), pass_context=False)
def plan_later(contest_id: int) -> None:
    """Open the entries of a contest that was too busy when it was published, unless it has been taken down since."""
    contest = Contest.objects.live().filter(pk=contest_id).first()
    if contest:
        plan_contest(contest)
