"""What runs in the process of its own: the file comes on standard input, the answer goes out as JSON.

`python -m cms.search.attachments <extension> <seconds> <seconds of computing> <bytes of memory>`
"""

import json
import logging
import resource
import sys

from .errors import Unreadable
from .formats import text_of


def main(extension: str, seconds: str, computing: str, memory: str) -> None:
    logging.disable()
    # Also where nobody is left to end it: a worker may be killed meanwhile.
    resource.setrlimit(resource.RLIMIT_CPU, (int(computing), int(computing)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        text, is_whole = text_of(sys.stdin.buffer, extension, float(seconds))
    except Unreadable as reason:
        answer = {"state": reason.state, "text": ""}
    else:
        answer = {"state": ("read" if is_whole else "part") if text else "empty", "text": text}
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
