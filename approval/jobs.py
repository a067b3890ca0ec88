from procrastinate.contrib.django import app

from people.models import Member

from .deputies import tell_of_ended_deputyships as tell_both_sides
from .models import JointSubmission
from .reminders import remind_and_escalate
from .review_dates import remind_of_review_dates
from .schedule import carry_out_what_is_due
from .together.deciding import decide_together, left_for
from .together.deciding import withdraw_together as withdraw_all
from .together.submitting import submit_what_was_prepared
from .together.telling import tell_of_refusal, tell_what_nobody_told

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
    tell_what_nobody_told()


@app.periodic(cron="10 7 * * *")
@app.task(name="approval.remind_of_reviews", queueing_lock="approval.remind_of_reviews")
def remind_of_reviews(timestamp: int) -> None:
    """Early each morning: whose page is to be read again reads so."""
    remind_of_review_dates()


@app.periodic(cron="15 7 * * *")
@app.task(name="approval.tell_of_ended_deputyships", queueing_lock="approval.tell_of_ended_deputyships")
def tell_of_ended_deputyships(timestamp: int) -> None:
    """Early each morning: whose deputyship ended yesterday reads so, on both sides."""
    tell_both_sides()


@app.task(name="approval.submit_prepared", priority=FIRST)
def submit_prepared(joint_id: int) -> None:
    """Submit many items together; their page says how far it is, and what has to be mended if it is refused."""
    joint = JointSubmission.objects.filter(pk=joint_id).first()
    if joint and not submit_what_was_prepared(joint):
        tell_of_refusal(joint)


@app.task(name="approval.send_back_together", priority=FIRST)
def send_back_together(joint_id: int, member_id: int, remark: str) -> None:
    """Send back everything that a member may still decide on in a joint submission."""
    joint, member = JointSubmission.objects.get(pk=joint_id), Member.objects.get(pk=member_id)
    decide_together(joint, left_for(joint, member), member, "reject", remark)


@app.task(name="approval.withdraw_together", priority=FIRST)
def withdraw_together(joint_id: int, member_id: int) -> None:
    """Take back everything in a joint submission that nobody has decided yet."""
    withdraw_all(JointSubmission.objects.get(pk=joint_id), Member.objects.get(pk=member_id))
