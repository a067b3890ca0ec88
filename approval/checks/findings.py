from dataclasses import replace

from django.db.models import Model

from approval.models.acknowledgement import Acknowledgement
from approval.models.check_settings import Severity

from . import own_checks  # noqa: F401 (registers them)
from .contents import contents_of
from .finding import Finding, fingerprint_of
from .registry import checks
from .rules import Rules


def draft_of(thing: Model) -> Model:
    """Return a page or snippet as its newest revision has it, of its own class."""
    revision = thing.get_latest_revision()
    if revision:
        return revision.as_object()
    return getattr(thing, "specific", thing)


def findings_of(thing: Model, rules: Rules | None = None) -> list[Finding]:
    """Run every check over a page or snippet as it stands in memory, such as `revision.as_object()`.

    Whoever looks through several things passes the same `rules` for all, so that they are read once.

    Returns the findings that stop a submission first, then the others, each in the order of the checks; what was
    acknowledged carries its acknowledgement. The number of queries does not grow with what the thing says.
    """
    rules = rules or Rules()
    contents = contents_of(thing)
    found = []
    for check in checks.values():
        severity = check.severity_by(rules.settings)
        if severity == Severity.OFF:
            continue
        for match in check.find(contents, rules):
            found.append(
                Finding(
                    check=check.code,
                    name=str(check.name),
                    severity=match.severity or severity,
                    place=match.place,
                    words=match.words,
                    before=match.before,
                    after=match.after,
                    problem=match.problem,
                    remedy=match.remedy,
                    fingerprint=fingerprint_of(check.code, match),
                    firm=match.firm,
                )
            )
    if found and thing.pk:
        known = {row.fingerprint: row for row in Acknowledgement.objects.about(thing).select_related("by")}
        found = [
            finding if finding.firm else replace(finding, acknowledgement=known.get(finding.fingerprint))
            for finding in found
        ]
    return sorted(found, key=lambda finding: (finding.acknowledgement is not None, not finding.is_severe))
