"""What can be looked at. A room names its subjects when it starts; a subject's code is stored, its name is not."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst

_names: dict[str, str | Promise] = {}


def register_subjects(**names: str | Promise) -> None:
    """Give subjects their names: `register_subjects(people__member=_("…"))` names the subject `people.member`."""
    _names.update({code.replace("__", "."): name for code, name in names.items()})


def name_of_subject(code: str) -> str:
    """Return the name of a subject: as registered, else that of the model whose list it is, else the code."""
    if code in _names:
        return str(_names[code])
    try:
        return str(capfirst(apps.get_model(code)._meta.verbose_name_plural))
    except (LookupError, ValueError):
        return code
