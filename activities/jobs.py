"""What the clock does."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .planning import plan_ahead


@app.periodic(cron="20 2 * * *")
@app.task(
    name="activities.plan_ahead",
    queueing_lock="activities.plan_ahead",
    retry=RetryStrategy(max_attempts=3, wait=600),
    pass_context=False,
)
def plan_what_comes_into_sight(timestamp: int) -> None:
    """Every night: put the dates of the next day in eight weeks into the calendar."""
    plan_ahead()
