from django.conf import settings
from procrastinate.contrib.django import app

from .greetings.sending import send_what_is_due


@app.periodic(cron="*/10 * * * *")
@app.task(name="home.send_greetings", queueing_lock="home.send_greetings", pass_context=False)
def send_greetings(timestamp: int) -> None:
    """Every ten minutes: send the greetings of the day whose hour has come. What was missed today is caught up."""
    if settings.SEND_GREETINGS:
        send_what_is_due()
