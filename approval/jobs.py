from django.core.management import call_command
from procrastinate.contrib.django import app

from .reminders import remind_and_escalate


@app.periodic(cron="* * * * *")
@app.task(name="approval.publish_what_is_due", queueing_lock="approval.publish_what_is_due")
def publish_what_is_due(timestamp: int) -> None:
    """Once a minute: what was approved for an hour that has come goes live, and what has expired goes."""
    call_command("publish_scheduled")


@app.periodic(cron="10 8-17 * * *")
@app.task(name="approval.remind_of_what_waits", queueing_lock="approval.remind_of_what_waits")
def remind_of_what_waits(timestamp: int) -> None:
    """Hourly in the daytime: nobody is woken by a reminder."""
    remind_and_escalate()
