from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="approval.publish_what_is_due", queueing_lock="approval.publish_what_is_due")
def publish_what_is_due(timestamp: int) -> None:
    """Once a minute: what was approved for an hour that has come goes live, and what has expired goes."""
    call_command("publish_scheduled")
