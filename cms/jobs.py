from procrastinate.contrib.django import app

from .retention import forget_expired


@app.periodic(cron="50 3 * * *")
@app.task(name="cms.forget_unfinished_uploads")
def forget_unfinished_uploads(timestamp: int) -> None:
    """Once a night: let go of uploads that nobody finished."""
    forget_expired()
