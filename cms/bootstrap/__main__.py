"""`python -m cms.bootstrap demo`: check, install and start. `… test`: check and install what tests and linting need."""

import os
import signal
import sys

from . import preflight, system_packages, virtualenv


def main(purpose: str) -> None:
    os.chdir(virtualenv.BASE_DIR)
    if purpose == "demo":
        preflight.check_settings()
        port = preflight.wanted_port()
        # With a record the demo runs, or ran and was killed: it sees to that itself, and to the port afterwards.
        if not (virtualenv.BASE_DIR / "var/run/demo.json").exists():
            preflight.check_port(port)
        virtualenv.prepare("demo")
        os.execv(virtualenv.PYTHON, [virtualenv.PYTHON, "-m", "cms.demo", "start"])
    virtualenv.prepare("test")
    if purpose == "test":
        system_packages.install_missing()


def stop_on_signal(number, frame) -> None:
    """End as on Ctrl-C, so that pip is not left behind."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop_on_signal)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, stop_on_signal)
    try:
        main(sys.argv[1])
    except preflight.NotReady as sentence:
        sys.exit(str(sentence))
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
