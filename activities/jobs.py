"""What the clock does."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .file.retention import delete_expired, look_after_silent
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


@app.periodic(cron="*/2 * * * *")
@app.task(name="activities.look_after_files", queueing_lock="activities.look_after_files", pass_context=False)
def look_after_files(timestamp: int) -> None:
    """Every two minutes: set to work again what a dead worker has left."""
    look_after_silent()


@app.periodic(cron="35 * * * *")
@app.task(name="activities.delete_expired_files", queueing_lock="activities.delete_expired_files", pass_context=False)
def delete_expired_files(timestamp: int) -> None:
    """Every hour: delete the archives that have lain ready for long enough."""
    delete_expired()
