"""pip-audit over what is installed, told apart from a service that cannot be asked."""

import json
import subprocess
import sys
from pathlib import Path

SECONDS = 120
# They come with the virtual environment, and nothing of the site uses them.
TOOLS_OF_THE_ENVIRONMENT = {"pip", "setuptools"}
NOT_CHECKED = "not checked: the service that lists known vulnerabilities cannot be reached from here"


def findings(report: dict) -> tuple[list[str], bool]:
    """Read pip-audit's JSON; return a line per vulnerability, and whether anything could be checked at all."""
    packages = [package for package in report["dependencies"] if package["name"] not in TOOLS_OF_THE_ENVIRONMENT]
    lines = [
        f"{package['name']} {package['version']}: {found['id']}, fixed in {', '.join(found['fix_versions']) or 'none'}"
        for package in packages
        for found in package.get("vulns", [])
    ]
    return lines, any("skip_reason" not in package for package in packages)


def main() -> None:
    command = [Path(sys.executable).with_name("pip-audit"), "--local", "--format", "json", "--timeout", "10"]
    try:
        ended = subprocess.run(
            [*command, "--progress-spinner", "off"], check=False, capture_output=True, text=True, timeout=SECONDS
        )
        lines, checked = findings(json.loads(ended.stdout))
    except (subprocess.TimeoutExpired, ValueError):
        lines, checked = [], False
    if lines:
        sys.exit("\n".join(lines))
    print("no known vulnerabilities" if checked else NOT_CHECKED)


if __name__ == "__main__":
    main()
