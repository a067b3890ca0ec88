from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from notices.routing import LAST

from .search.attachments.reading import read_document, take_up_unread
from .search.entries import follow, rebuild
from .search.remembering import keep_unless_about_somebody

# A storage that was away for a moment; what is wrong with a file is no error of its job.
READING_RETRIES = RetryStrategy(max_attempts=4, wait=30, linear_wait=60)
# A database that was away for a moment.
RETRIES = RetryStrategy(max_attempts=3, wait=10)


# The lock lets one file be read at a time: a hundred that come in at once leave room for what else a worker does.
@app.task(name="cms.read_document", lock="cms.read_document", priority=LAST, retry=READING_RETRIES, pass_context=False)
def read_later(document_id: int) -> None:
    """Take the text out of a document, for the search."""
    row = read_document(document_id)
    if row:
        follow(row.document)


@app.periodic(cron="50 3 * * *")
@app.task(name="cms.take_up_unread", queueing_lock="cms.take_up_unread", pass_context=False)
def take_up_unread_documents(timestamp: int) -> None:
    """Every night: read what came in past this, or was left by a worker that died."""
    take_up_unread()


@app.periodic(cron="20 4 * * *")
@app.task(name="cms.rebuild_search", queueing_lock="cms.rebuild_search", pass_context=False)
def rebuild_search(timestamp: int) -> None:
    """Every night: what readers search through says what is live, also where a row was changed past publishing."""
    for _made in rebuild():
        pass


@app.task(name="cms.keep_search", priority=LAST, retry=RETRIES, pass_context=False)
def keep_search(sealed: str) -> None:
    """Keep that somebody searched for something, unless the words name a person."""
    keep_unless_about_somebody(sealed)
