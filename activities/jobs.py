"""What the clock does."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .budget.actions import close_what_is_over
from .models import RecurringActivity
from .planning import plan_activity, plan_ahead


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


@app.task(name="activities.plan", retry=RetryStrategy(max_attempts=10, wait=30), pass_context=False)
def plan_later(activity_id: int) -> None:
    """Plan an activity that was too busy when it was published, unless it has been taken down since."""
    activity = RecurringActivity.objects.live().filter(pk=activity_id).first()
    if activity:
        plan_activity(activity)


@app.periodic(cron="40 2 * * *")
@app.task(
    name="activities.close_budgets",
    queueing_lock="activities.close_budgets",
    retry=RetryStrategy(max_attempts=3, wait=600),
    pass_context=False,
)
def close_budgets_of_past_years(timestamp: int) -> None:
    """Every night: close the accounts whose last day to book is over."""
    close_what_is_over()
