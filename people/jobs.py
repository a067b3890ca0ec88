from procrastinate.contrib.django import app

from .actions import refresh_due_roles


@app.periodic(cron="*/10 * * * *")
@app.task(name="people.refresh_due_roles")
def refresh_roles_by_the_clock(timestamp: int) -> None:
    """Begin and end roles whose hour has come, also of members who are not signed in."""
    refresh_due_roles()
