from procrastinate.contrib.django import app

from .reminders import remind_and_escalate
from .review_dates import remind_of_review_dates
from .schedule import carry_out_what_is_due

# Before whatever else waits: mail that hangs must not make a page late.
FIRST = 10


@app.periodic(cron="* * * * *")
@app.task(name="approval.publish_what_is_due", queueing_lock="approval.publish_what_is_due", priority=FIRST)
def publish_what_is_due(timestamp: int) -> None:
    """Once a minute: what was approved for an hour that has come goes live, and what has expired goes."""
    carry_out_what_is_due()


@app.periodic(cron="10 8-17 * * *")
@app.task(name="approval.remind_of_what_waits", queueing_lock="approval.remind_of_what_waits")
def remind_of_what_waits(timestamp: int) -> None:
    """Hourly in the daytime: nobody is woken by a reminder."""
    remind_and_escalate()


@app.periodic(cron="10 7 * * *")
@app.task(name="approval.remind_of_reviews", queueing_lock="approval.remind_of_reviews")
def remind_of_reviews(timestamp: int) -> None:
    """Early each morning: whose page is to be read again reads so."""
    remind_of_review_dates()
