"""What tests need from the system: a Chromium to drive, and a font with Chinese characters to look at."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from .preflight import NotReady

CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable"]
CHROMIUM_ON_MACOS = [
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
]
DEBIAN_CHROMIUM, DEBIAN_FONTS = "chromium", ["fontconfig", "fonts-noto-cjk"]


def find_chromium() -> str | None:
    """Return the path of a Chromium or a relative of it: what CHROMIUM names, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in [*CHROMIUM_NAMES, "/snap/bin/chromium"]]
    for applications in [Path("/Applications"), Path.home() / "Applications"]:
        candidates += [str(applications / name) for name in CHROMIUM_ON_MACOS]
    return next((path for path in candidates if path and os.access(path, os.X_OK)), None)


def has_chinese_font() -> bool:
    """Tell whether Chinese text has a font; macOS always brings one."""
    if platform.system() == "Darwin":
        return True
    fc_list = shutil.which("fc-list")
    if not fc_list:
        return False
    return bool(subprocess.run([fc_list, ":lang=zh", "file"], check=False, capture_output=True).stdout.strip())


def install_missing() -> None:
    """Install Chromium and a Chinese font where they are missing.

    Raises:
        NotReady: it cannot be done here; the sentence says what to install by hand.
    """
    lacks_browser, lacks_font = find_chromium() is None, not has_chinese_font()
    if not lacks_browser and not lacks_font:
        return
    packages = ([DEBIAN_CHROMIUM] if lacks_browser else []) + (DEBIAN_FONTS if lacks_font else [])
    sys.stdout.write(f"Installing {' and '.join(packages)} for the browser tests …\n")
    sys.stdout.flush()
    if platform.system() == "Darwin":
        _run([["brew", "install", "--cask", "chromium"]])
    elif shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        _run([[*apt, "update", "-q"], [*apt, "install", "-q", "-y", "--no-install-recommends", *packages]])
    missing = [] if find_chromium() else ["Chromium (or name a browser's program in CHROMIUM)"]
    missing += [] if has_chinese_font() else ["a font with Chinese characters, such as Noto Sans CJK"]
    if missing:
        raise NotReady(f"The browser tests need {' and '.join(missing)}: install it with the system's package manager.")


def _run(commands: list[list[str]]) -> None:
    """Run the commands one after the other while they succeed; whether it helped is seen afterwards."""
    for command in commands:
        try:
            code = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
        except OSError:
            return
        if code != 0:
            return
