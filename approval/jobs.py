from procrastinate.contrib.django import app

from .schedule import carry_out_what_is_due

# Before whatever else waits: mail that hangs must not make a page late.
FIRST = 10


@app.periodic(cron="* * * * *")
@app.task(name="approval.publish_what_is_due", queueing_lock="approval.publish_what_is_due", priority=FIRST)
def publish_what_is_due(timestamp: int) -> None:
    """Once a minute: what was approved for an hour that has come goes live, and what has expired goes."""
    carry_out_what_is_due()
