"""`python -m cms.demo start`, `stop` or `clean`; what `make demo`, `make stop` and `make clean` call."""

import sys
from pathlib import Path

from cms.bootstrap.preflight import NotReady
from cms.embedded_postgres import ServerFailed

from .stopping import clean, stop
from .supervisor import Demo

BASE_DIR = Path(__file__).resolve().parents[2]


def main(act: str) -> None:
    if act == "start":
        Demo(BASE_DIR).run()
    elif act == "stop":
        sys.stdout.write("Stopped.\n" if stop(BASE_DIR) else "Nothing was running.\n")
    elif act == "clean":
        clean(BASE_DIR)
    else:
        sys.exit("Say start, stop or clean.")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "")
    except (NotReady, ServerFailed) as sentence:
        sys.exit(str(sentence))
