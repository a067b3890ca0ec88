from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .search.remembering import keep_unless_about_somebody

# After everything that somebody waits for.
LAST = -20
# A database that was away for a moment.
RETRIES = RetryStrategy(max_attempts=3, wait=10)


@app.task(name="cms.keep_search", priority=LAST, retry=RETRIES, pass_context=False)
def keep_search(sealed: str) -> None:
    """Keep that somebody searched for something, unless the words name a person."""
    keep_unless_about_somebody(sealed)
