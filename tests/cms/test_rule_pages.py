"""The pages of rules name files and tests: each is there."""

import ast
import re
from functools import cache

import pytest
from django.conf import settings

BASE = settings.BASE_DIR
PAGES = sorted((BASE / "docs" / "rules").glob("*.md"))
NAMED_TEST = re.compile(r"`(?:[\w/.]+::)?(test_\w+|Test\w+)`")
NAMED_FILE = re.compile(r"`((?:[a-z_]+/)+[\w.]+\.(?:py|html|typ|md))`")


@cache
def names_of_tests() -> frozenset[str]:
    """Return the names of all test functions and test classes."""
    trees = [ast.parse(path.read_text()) for path in (BASE / "tests").rglob("test_*.py")]
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return frozenset(
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.name.lower().startswith("test")
    )


def named_in(text: str) -> tuple[set[str], set[str]]:
    """Return the tests and the files that a page names."""
    return set(NAMED_TEST.findall(text)), set(NAMED_FILE.findall(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_test_that_a_rule_names_is_there(page):
    tests, _files = named_in(page.read_text())
    assert tests - names_of_tests() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_rule_names_is_there(page):
    _tests, files = named_in(page.read_text())
    assert {name for name in files if not (BASE / name).exists()} == set()


def test_the_rules_of_approval_name_their_tests():
    """The control: the names are found in the page at all."""
    tests, files = named_in((BASE / "docs/rules/approval.md").read_text())
    assert len(tests) > 80
    assert len(files) > 40
    assert "test_a_superuser_cannot_approve" in names_of_tests()


def test_a_test_that_is_gone_is_missed():
    tests, files = named_in("| a rule | `approval/gone.py` | `test_that_is_gone` |")
    assert tests - names_of_tests() == {"test_that_is_gone"}
    assert files == {"approval/gone.py"}


def test_at_least_twenty_traps_have_their_test():
    traps = (BASE / "docs/rules/approval.md").read_text().partition("## Traps")[2]
    assert traps.count("\n| ") > 20
    assert all(NAMED_TEST.search(row) for row in re.findall(r"^\| (?!trap|-).*$", traps, re.MULTILINE))
