"""The checks. A room above registers its own with `@check(...)` in its `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from approval.models.check_settings import CheckSettings, Severity

from .contents import Contents
from .finding import Match
from .rules import Rules


@dataclass(frozen=True)
class Check:
    """`find(contents, rules)` yields what it noticed. A check with a field of its code in CheckSettings takes its
    severity from there, others always have `severity`.
    """

    code: str
    name: str
    find: Callable[[Contents, Rules], Iterable[Match]]
    severity: Severity

    def severity_by(self, settings: CheckSettings) -> Severity:
        return Severity(getattr(settings, self.code, self.severity))


checks: dict[str, Check] = {}


def check(code: str, name, severity: Severity = Severity.WARN):
    """Register a function as the check `code`."""

    def register(find):
        checks[code] = Check(code, name, find, severity)
        return find

    return register
