"""A search on its way to what is kept of it, past everything that is about a person.

A page that is read writes nothing, so the row is written by a job. That is also where there is time to compare the
words with the name of everybody in the house. Until then they lie sealed in the job, which is deleted once it is done.
"""

import json
import logging
import re
from datetime import date

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app

from approval.checks.folding import Folded as Plain
from approval.checks.numbers import numbers_in
from people.models import Dependant, FormerNumber, Member
from people.sealing import seal, unseal

from .questions import Question
from .searches import DIGEST_LENGTH, LONGEST, is_full, keep
from .text import GAP, key_of

logger = logging.getLogger(__name__)

SALT = "cms.search.asker"
PURPOSE = b"cms.search.remembering"
# Programs that say so. What else reads the site without people counts as one visitor for each network address.
PROGRAMS = re.compile(r"bot/|crawl|spider|slurp|curl/|wget/|python|java/|go-http", re.IGNORECASE)
# No subject has such a number in it; employee numbers and parts of telephone numbers are so long.
LONG_NUMBER = re.compile(r"\d{5}")
# Shorter names are words as well, such as 高兴 in 高兴的事: those count only where they are all that is asked for.
LONG_NAME = 3


def remember(question: Question, found: int, request) -> None:
    """Have it kept that somebody searched and found so many things. Never raises: a search goes on without it.

    For the first page of a search that nothing narrows, so that each is counted as what was asked for.
    """
    try:
        words = words_to_keep(question)
        if not words or _is_no_reader(request):
            return
        asked = {"words": words, "found": found, "day": str(timezone.localdate())}
        asked |= {"asker": asker_of(request, words), "by_staff": request.user.is_authenticated}
        with transaction.atomic():
            app.configure_task("cms.keep_search").defer(sealed=seal(json.dumps(asked), PURPOSE))
    except Exception:
        logger.exception("A search was not kept.")


def words_to_keep(question: Question) -> str:
    """Return what is kept of a question, folded; "" where nothing is: what is too long to be a word for something, asks
    for what is not there, or holds a number that says who somebody is.
    """
    words = question.key.replace(GAP, " ")
    if not words or len(words) > LONGEST or any(term.is_excluded for term in question.terms):
        return ""
    return "" if LONG_NUMBER.search(words) or numbers_in(Plain(words).plain) else words


def asker_of(request, words: str) -> str:
    """Return a digest for whoever asks for these words today: of the member, or of a visitor's network address. All
    visitors of one address are one, so that nobody makes a word popular by themselves.
    """
    if request.user.is_authenticated:
        who = f"member {request.user.pk}"
    else:
        who = f"address {get_adapter(request).get_client_ip(request)}"
    of = "\n".join([str(timezone.localdate()), words, who])
    return salted_hmac(SALT, of, algorithm="sha256").hexdigest()[:DIGEST_LENGTH]


def _is_no_reader(request) -> bool:
    agent = request.headers.get("User-Agent", "")
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return is_ahead or not agent or bool(PROGRAMS.search(agent))


def keep_unless_about_somebody(sealed: str) -> None:
    """Keep what `remember` has sealed, unless it names a person of the house."""
    asked = json.loads(unseal(sealed, PURPOSE))
    asked["day"] = date.fromisoformat(asked["day"])
    # Everybody's name is compared only where something may still be kept: whoever sends searches by the thousand
    # gives the worker no more to do than that.
    if not is_full(asked["day"]) and not names_somebody(asked["words"]):
        keep(**asked)


def names_somebody(words: str) -> bool:
    """True where folded words name a member or somebody's dependant, in characters or as they sound, or give an
    employee number, now or once.
    """
    parts = {key_of(words), *words.split()}
    numbers = Member.objects.values_list("employee_number", flat=True).union(
        FormerNumber.objects.values_list("number", flat=True)
    )
    if not parts.isdisjoint(key_of(number) for number in numbers.iterator()):
        return True
    members = Member.objects.exclude(name="").values_list("name", "pinyin")
    dependants = Dependant.objects.exclude(name="").values_list("name", flat=True)
    whole = key_of(words)
    for name, pinyin in [*members.iterator(), *((name, "") for name in dependants.iterator())]:
        key, sound = key_of(name), pinyin.replace(" ", "").lower()
        if key in parts or (sound and sound in parts) or (len(key) >= LONG_NAME and key in whole):
            return True
    return False
