"""What notices are about. A room names its kinds when it starts; a kind's code is stored, its name is not."""

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


def register_kinds(**names: str | Promise) -> None:
    """Give kinds their names: `register_kinds(approval__waiting=_("…"))` names the kind `approval.waiting`."""
    _names.update({code.replace("__", "."): name for code, name in names.items()})


def name_of_kind(code: str) -> str:
    """Return the name of a kind; of one that no room knows any more, its code."""
    return str(_names.get(code, code))


def kinds() -> list[tuple[str, str]]:
    """Return every kind with its name, as choices."""
    return [(code, str(name)) for code, name in _names.items()]
