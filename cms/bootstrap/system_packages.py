"""What tests need from the system: a Chromium to drive, and a font with Chinese characters to look at."""

import os
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from .preflight import NotReady

# First the one without windows, whose pages cost a quarter less.
CHROMIUM_NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
]
CHROMIUM_ON_MACOS = [
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
]
# Browsers that Playwright has downloaded, by any version of it.
DOWNLOADED = [
    ".cache/ms-playwright/chromium_headless_shell-*/chrome-headless-shell-linux*/*headless-shell",
    ".cache/ms-playwright/chromium_headless_shell-*/chrome-linux*/headless_shell",
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/**/MacOS/*",
]
# Debian's names, and Ubuntu's for the package that brings the snap.
CHROMIUM_PACKAGES = ["chromium-headless-shell", "chromium", "chromium-browser"]
FONT_PACKAGES = ["fontconfig", "fonts-noto-cjk"]


def find_chromium() -> str | None:
    """Return the path of a Chromium or a relative of it: what CHROMIUM names, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in [*CHROMIUM_NAMES, "/snap/bin/chromium"]]
    for applications in [Path("/Applications"), Path.home() / "Applications"]:
        candidates += [str(applications / name) for name in CHROMIUM_ON_MACOS]
    candidates += [str(path) for pattern in DOWNLOADED for path in sorted(Path.home().glob(pattern), reverse=True)]
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
    if find_chromium() and has_chinese_font():
        return
    print("Installing what the browser tests need from the system …", flush=True)
    if platform.system() == "Darwin":
        _run(["brew", "install", "--cask", "chromium"])
    elif shutil.which("apt-get"):
        apt = [*([] if os.geteuid() == 0 else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        install = [*apt, "install", "-q", "-y", "--no-install-recommends"]
        _run([*apt, "update", "-q"])
        if not has_chinese_font():
            _run([*install, *FONT_PACKAGES])
        for package in CHROMIUM_PACKAGES:
            if not find_chromium():
                _run([*install, package])
    if not find_chromium():
        # Where the system has none, such as an Ubuntu without snaps.
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    missing = [] if find_chromium() else ["Chromium (or name a browser's program in CHROMIUM)"]
    missing += [] if has_chinese_font() else ["a font with Chinese characters, such as Noto Sans CJK"]
    if missing:
        raise NotReady(f"The browser tests need {' and '.join(missing)}: install it with the system's package manager.")


def _run(command: list[str]) -> None:
    """Run a command; whether it helped is seen afterwards."""
    with suppress(OSError):
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr)
