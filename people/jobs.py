from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .actions import refresh_due_roles
from .codes import texting
from .privacy.forgetting import forget_everything_expired
from .retention import forget_expired
from .roster import work

# A database that was away for a moment; what is wrong with a roster is no error of its job.
ROSTER_RETRIES = RetryStrategy(max_attempts=3, wait=10)
# Whoever waits for a code looks at the telephone now.
TEXT_RETRIES = RetryStrategy(max_attempts=4, wait=20)
# The link in it works for three days; who has waited for an hour has asked again.
MAIL_RETRIES = RetryStrategy(max_attempts=20, wait=10, linear_wait=20)


@app.periodic(cron="*/10 * * * *")
@app.task(name="people.refresh_due_roles")
def refresh_roles_by_the_clock(timestamp: int) -> None:
    """Begin and end roles whose hour has come, also of members who are not signed in."""
    refresh_due_roles()


@app.task(name="people.compare_roster", retry=ROSTER_RETRIES)
def compare_roster(roster_id: int) -> None:
    """The dry run of an import."""
    work.compare(roster_id)


@app.task(name="people.index_roster", retry=ROSTER_RETRIES)
def index_roster(roster_id: int) -> None:
    """Bring the search up to an import."""
    work.index(roster_id)


@app.task(name="people.apply_roster", retry=ROSTER_RETRIES)
def apply_roster(roster_id: int) -> None:
    """Apply an import: as a whole, or not at all."""
    work.carry_out(roster_id)
    index_roster.defer(roster_id=roster_id)


@app.task(name="people.undo_roster", retry=ROSTER_RETRIES)
def undo_roster(roster_id: int) -> None:
    """Take an import back."""
    work.take_back(roster_id)
    index_roster.defer(roster_id=roster_id)


@app.periodic(cron="10 * * * *")
@app.task(name="people.forget_expired_rosters")
def forget_expired_rosters(timestamp: int) -> None:
    """Every hour: let go of files and rows of rosters, codes and sessions that are kept no longer."""
    forget_expired()


@app.task(name="people.send_account_mail", queue="mail", retry=MAIL_RETRIES)
def send_account_mail(subject: str, body: str, sender: str, to: list[str]) -> None:
    """Send a mail about an account."""
    EmailMessage(subject, body, sender, to).send()


@app.task(name="people.text_code", queue="mail", retry=TEXT_RETRIES)
def text_code(number: str, nonce: str, at: float) -> None:
    """Send the code that somebody has asked for by SMS, if the number is somebody's."""
    texting.text_code(texting.Asked(number, nonce, at))


@app.periodic(cron="20 4 * * *")
@app.task(name="people.forget_everything_expired", queueing_lock="people.forget_everything_expired")
def forget_nightly(timestamp: int) -> None:
    """Once a night: every room lets go of what it keeps no longer, whatever else it does by the hour."""
    forget_everything_expired()
