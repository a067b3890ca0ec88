"""What is typed about places by group: shares pasted from a sheet, and names pasted from a chat."""

import re
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Audience, Branch, UnionGroup
from people.roster.cells import fold
from people.workbooks import UnreadableFile

from ..models import Session
from ..naming import Row, rows_of_lines
from .parts import Part
from .pools import Share

ROW = re.compile(r"^(?P<name>.+?)[\s,，:：]+(?P<places>\d{1,4})$")


class PoolsForm(forms.Form):
    """How many places each group has: a row for each, as it comes out of a sheet."""

    shares = forms.CharField(
        label=gettext_lazy("Places by group"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One row for each: the name of a union group, a branch or an audience, then the number, as two columns "
            "copied from Excel. A row that is left out, or 0, means no places of its own."
        ),
    )
    merges_at = forms.DateTimeField(
        label=gettext_lazy("open to all from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("What a group has not used by then is for everybody. Empty: the places stay with it."),
    )
    ahead = forms.BooleanField(
        label=gettext_lazy("Also for all later dates"),
        required=False,
        help_text=gettext_lazy("There the places open as long before the date as here."),
    )

    def __init__(self, session: Session, *args, **kwargs):
        self.session = session
        super().__init__(*args, **kwargs)

    @staticmethod
    def initial_of(session: Session) -> dict:
        pools = list(session.pools.select_related("union_group", "branch", "audience"))
        hours = [timezone.localtime(pool.merges_at) for pool in pools if pool.merges_at]
        return {
            "shares": "\n".join(f"{pool.kept_for}\t{pool.places}" for pool in pools),
            "merges_at": min(hours, default=None),
        }

    def clean_shares(self) -> list[Share]:
        parts = _parts_by_name()
        shares: dict[tuple, Share] = {}
        wrong = []
        for line in self.cleaned_data["shares"].splitlines():
            if not line.strip():
                continue
            try:
                share = _share(line.strip(), parts)
            except forms.ValidationError as error:
                wrong += error.messages
                continue
            if share.key in shares:
                wrong.append(_("“%(name)s” stands there twice.") % {"name": share.kept_for})
            shares[share.key] = share
        if wrong:
            raise forms.ValidationError(wrong)
        return list(shares.values())

    def clean_merges_at(self):
        moment = self.cleaned_data["merges_at"]
        if moment and moment <= timezone.now() - timedelta(minutes=1):
            raise forms.ValidationError(_("This hour is over. To open the places now, press the button for that."))
        if moment and self.session.starts_at and moment >= self.session.starts_at:
            raise forms.ValidationError(_("It has begun by then."))
        return moment


def _share(line: str, parts: dict) -> Share:
    row = ROW.match(line)
    if row is None:
        raise forms.ValidationError(_("“%(line)s”: write a name and a number.") % {"line": line})
    found = parts.get(fold(row["name"]), [])
    if not found:
        raise forms.ValidationError(
            _("“%(name)s”: there is no union group, branch or audience of this name.") % {"name": row["name"]}
        )
    if len(found) > 1:
        raise forms.ValidationError(
            _("“%(name)s” is the name of several things: a group, a branch or an audience.") % {"name": row["name"]}
        )
    return Share(found[0], int(row["places"]))


def _parts_by_name() -> dict[str, list]:
    found: dict[str, list] = {}
    for model in (UnionGroup, Branch, Audience):
        for part in model.objects.all():
            found.setdefault(fold(part.name), []).append(part)
    return found


class NamesForm(forms.Form):
    """Whom a leader names: ticked in the list of the group, or pasted."""

    people = forms.ModelMultipleChoiceField(
        queryset=None, label=gettext_lazy("People of the group"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=gettext_lazy("Or paste names or employee numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Between two people a comma or a new line. Each stands in the answer, with its outcome."
        ),
    )

    def __init__(self, part: Part, *args, **kwargs):
        super().__init__(*args, prefix=f"part{part.key}", **kwargs)
        there = {row.member_id for row in part.rows}
        free = [member for member in part.people if member.pk not in there]
        self.fields["people"].queryset = type(part.people[0]).objects.filter(pk__in=[member.pk for member in free])
        # Asked already, with where they work.
        self.fields["people"].choices = [(member.pk, _label(member)) for member in free]

    def clean_names(self) -> list[Row]:
        try:
            return rows_of_lines(self.cleaned_data["names"])
        except UnreadableFile as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("people") and not cleaned.get("names"):
            raise forms.ValidationError(_("Nobody was ticked or written."))
        return cleaned


def _label(member) -> str:
    return f"{member.name} · {member.department}" if member.department_id else member.name


class DecisionForm(forms.Form):
    """What the office does with the requests that are ticked."""

    ADMIT, REFUSE = "admit", "refuse"
    act = forms.ChoiceField(choices=[(ADMIT, ADMIT), (REFUSE, REFUSE)])
    chosen = forms.TypedMultipleChoiceField(coerce=int)
    reason = forms.CharField(max_length=200, required=False)

    def __init__(self, rows, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(row.pk, row.pk) for row in rows]
