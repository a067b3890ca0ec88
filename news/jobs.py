from procrastinate.contrib.django import app

from .retention import forget_expired


@app.periodic(cron="25 * * * *")
@app.task(name="news.forget_expired_imports")
def forget_expired_imports(timestamp: int) -> None:
    """Every hour: let go of manuscripts that nobody saved within a day."""
    forget_expired()
