"""The scene of the matrix: that of the approval's walk, with people in it, in a database of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.approval.questions import Scene
from tests.approval.scene import make_scene
from tests.plugins.databases import default_database

from .cast import Cast, make_cast
from .walk import owners_of, rows_now


@dataclass
class Stage:
    scene: Scene
    cast: Cast


@pytest.fixture(scope="session")
def _made_stage(run_databases, migrated_template, django_db_setup, django_db_blocker) -> Iterator[tuple[str, Stage]]:
    """The whole scene and the name of its database, made once, since it takes longer than most of what is asked."""
    name = run_databases.clone(migrated_template)
    with django_db_blocker.unblock(), default_database(name):
        scene = make_scene()
        cast = make_cast(scene.index.get_parent())
        cast.owners = {row: owners_of(*row) for row in rows_now()}
    yield name, Stage(scene, cast)
    run_databases.drop(name)


@pytest.fixture(scope="module")
def _stage_rows(_made_stage, django_db_blocker) -> Iterator[Stage]:
    """For the tests of a module alone: whatever the worker runs afterwards has its own database again."""
    name, made = _made_stage
    with django_db_blocker.unblock(), default_database(name):
        yield made


@pytest.fixture
def stage(_stage_rows, db) -> Stage:
    return _stage_rows
