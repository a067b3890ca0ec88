"""Every notice is of a kind that is on the list, with words that its call can fill."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from notices.actions import notify
from notices.kinds import Kind, Wording, is_registered, kind_of, places_of, registered_kinds, shown_with_places
from tests.factories import MemberFactory

PLAIN_TEXT = "%(title)s"


@cache
def trees() -> dict[Path, ast.Module]:
    files = [path for room in settings.ROOMS + ["approval"] for path in (settings.BASE_DIR / room).rglob("*.py")]
    return {path: ast.parse(path.read_text()) for path in files if "migrations" not in path.parts}


def calls_of(tree: ast.Module, name: str) -> list[tuple[ast.Call, ast.FunctionDef | None]]:
    """Return the calls of a function in a module, each with the function that it stands in.

    What tells many at once says its kind as what tells a few.
    """
    names = {name, "notify_each"} if name == "notify" else {name}
    found = []

    def walk(node, inside):
        if isinstance(node, ast.FunctionDef):
            inside = node
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
            found.append((node, inside))
        for child in ast.iter_child_nodes(node):
            walk(child, inside)

    walk(tree, None)
    return found


def codes_in(node: ast.expr, tree: ast.Module, inside: ast.FunctionDef | None) -> set[str]:
    """Return every value that the expression of a kind can have; what cannot be read is an error."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return codes_in(node.body, tree, inside) | codes_in(node.orelse, tree, inside)
    if isinstance(node, ast.Attribute) and node.attr == "code":
        return _codes_of_kind(node.value, tree, inside)
    if isinstance(node, ast.Name) and inside and node.id in [each.arg for each in inside.args.kwonlyargs]:
        return {
            code
            for call, caller in calls_of(tree, inside.name)
            for code in codes_in(_argument(call, node.id), tree, caller)
        }
    raise AssertionError(f"line {node.lineno}: say the kind where it can be read, not {ast.unparse(node)}")


def _codes_of_kind(node: ast.expr, tree: ast.Module, inside: ast.FunctionDef | None) -> set[str]:
    """Return the code of a kind that is named. One that a function is given is named by its callers, and read there."""
    if isinstance(node, ast.Attribute) and node.attr.isupper():
        return kinds_of_rooms()[node.attr]
    if isinstance(node, ast.Name) and node.id.isupper():
        if node.id in _imported(tree):
            return kinds_of_rooms().get(node.id, set())
        return {_code_of_constant(node.id, tree)}
    if isinstance(node, ast.Name) and inside and node.id in [each.arg for each in inside.args.args]:
        return set()
    raise AssertionError(f"line {node.lineno}: say the kind where it can be read, not {ast.unparse(node)}")


@cache
def kinds_of_rooms() -> dict[str, set[str]]:
    """Return the codes of the kinds that rooms keep in a `notice_kinds.py`, by the names that stand there."""
    found: dict[str, set[str]] = {}
    for path, tree in trees().items():
        if path.name == "notice_kinds.py":
            for node in tree.body:
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                    found.setdefault(node.targets[0].id, set()).add(node.value.args[0].value)
    return found


def codes_named(tree: ast.Module) -> set[str]:
    """Return the codes of all kinds of such a file that a module hands on, as `kinds.NAME` or by a name it imports."""
    named = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr.isupper()]
    from_there = _imported(tree, "notice_kinds")
    named += [
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in from_there
    ]
    return {code for name in named for code in kinds_of_rooms().get(name, ())}


def _imported(tree: ast.Module, module: str = "") -> set[str]:
    """Return the names that are imported from modules that are called so."""
    return {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(module)
        for name in node.names
    }


def _argument(call: ast.Call, name: str) -> ast.expr:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    raise AssertionError(f"line {call.lineno}: name `{name}` in the call")


def _code_of_constant(name: str, tree: ast.Module) -> str:
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == name:
            return node.value.args[0].value
    raise AssertionError(f"{name} is no kind of this module")


def codes_told() -> dict[str, set[str]]:
    """Return by file the codes of all kinds that are told there."""
    return {
        str(path.relative_to(settings.BASE_DIR)): {
            code
            for call, inside in calls_of(tree, "notify")
            for code in codes_in(_argument(call, "kind"), tree, inside)
        }
        | codes_named(tree)
        for path, tree in trees().items()
        if calls_of(tree, "notify") or codes_named(tree)
    }


def test_every_call_tells_of_a_kind_that_is_registered():
    told = codes_told()
    assert len(told) >= 12
    assert {code for codes in told.values() for code in codes if not is_registered(code)} == set()


def test_every_registered_kind_is_told_somewhere():
    told = {code for codes in codes_told().values() for code in codes}
    ours = {kind.code for kind in registered_kinds() if ".test_" not in kind.code}
    assert ours - told == set()


@pytest.mark.parametrize(
    "code",
    [
        'notify(people, kind="gone.kind", key="1")',
        'def tell(*, kind):\n    notify([], kind=kind, key="1")\ntell(kind="gone.kind")',
        'notify([], kind="gone.kind" if late else "approval.waiting", key="1")',
    ],
)
def test_a_kind_that_is_not_registered_is_missed(code):
    """The control: the walk finds it in each of the ways in which a kind is said."""
    tree = ast.parse(code)
    [(call, inside)] = calls_of(tree, "notify")
    assert "gone.kind" in codes_in(_argument(call, "kind"), tree, inside)
    assert not is_registered("gone.kind")


def test_a_kind_that_cannot_be_read_is_an_error():
    tree = ast.parse('notify([], kind=f"{room}.kind", key="1")')
    [(call, inside)] = calls_of(tree, "notify")
    with pytest.raises(AssertionError, match="say the kind"):
        codes_in(_argument(call, "kind"), tree, inside)


def literal_calls():
    """Yield each call that spells out kind, wording and places: file and line, kind, wording, names of places."""
    for path, tree in trees().items():
        for call, _inside in calls_of(tree, "notify"):
            said = {keyword.arg: keyword.value for keyword in call.keywords}
            kind, wording, places = said.get("kind"), said.get("wording", ast.Constant("")), said.get("places")
            if isinstance(kind, ast.Constant) and isinstance(wording, ast.Constant) and isinstance(places, ast.Dict):
                names = {key.value for key in places.keys if key is not None}
                yield f"{path.name}:{call.lineno}", kind.value, wording.value, names


def test_every_call_fills_the_places_of_its_words():
    calls = list(literal_calls())
    assert len(calls) >= 8
    for where, code, name, given in calls:
        wording = kind_of(code).wordings[name]
        assert places_of(wording.subject) | places_of(wording.body) <= given, where


def test_every_kind_has_a_room_a_name_and_words_in_chinese():
    rooms = {config.label for config in apps.get_app_configs()}
    for kind in registered_kinds():
        if ".test_" in kind.code:
            continue
        assert kind.room in rooms, kind.code
        assert not str(kind.name).isascii(), kind.code
        for wording in kind.wordings.values():
            assert not shown_with_places(wording.subject).replace("mark", "").isascii(), kind.code


def test_every_place_has_a_name_in_chinese():
    from notices.kinds import PLACES

    used = {
        place
        for kind in registered_kinds()
        for wording in kind.wordings.values()
        for place in places_of(wording.subject) | places_of(wording.body)
    }
    assert {place for place in used if str(PLACES.get(place, place)).isascii()} == set()


def test_no_kind_is_urgent_and_may_wait():
    assert [kind.code for kind in registered_kinds() if kind.urgent and kind.waits_for_digest] == []


def test_a_place_that_nothing_fills_is_an_error(db):
    with pytest.raises(KeyError):
        notify([MemberFactory()], kind="approval.waiting", key="1", places={"title": "春游"})


def test_a_title_that_looks_like_a_place_stays_as_it_is(db):
    places = {"title": "涨 %(author)s 100% 幅", "author": "钱小文"}
    [notice] = notify([MemberFactory()], kind="approval.waiting", key="1", places=places)
    assert notice.subject == "待您审批：涨 %(author)s 100% 幅"


def test_what_is_shown_is_escaped_and_its_places_are_marked():
    assert shown_with_places("<b>%(title)s</b>") == "&lt;b&gt;<mark>标题</mark>&lt;/b&gt;"


def test_a_text_of_a_number_is_shown_with_one():
    wording = kind_of("approval.waiting").wordings["together"]
    assert "2" in shown_with_places(wording.body)


def test_a_kind_that_no_room_knows_any_more_keeps_its_code():
    kind = kind_of("gone.kind")
    assert (kind.name, kind.urgent, kind.waits_for_digest) == ("gone.kind", False, False)
    assert Kind("a.b", "名", {"": Wording("题")}).room == "a"


def test_the_administrator_reads_all_texts_in_one_list(site, client):
    address = reverse("kinds_of_notices")
    client.force_login(MemberFactory(administrator=True))
    text = client.get(address).content.decode()
    for kind in registered_kinds():
        assert str(kind.name) in text
    assert "待您审批：<mark>标题</mark>" in text
    client.force_login(MemberFactory(officer=True))
    assert client.get(address).status_code == 302 or client.get(address).status_code == 403
