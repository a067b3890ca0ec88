"""The server of a clone: found, started once, recovered after a crash, stopped without a trace."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connections

from cms.embedded_postgres import EmbeddedServer, ServerFailed
from cms.embedded_postgres.server import SOCKET_PATH_LIMIT, TEST_OPTIONS

PATIENCE_SECONDS = 30
# A space, Chinese and a length that no socket's path may have.
LONG_NAME = "my clone 职工之家 " + "x" * 60


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder for servers; as root one that the server's own account can enter, as for a clone."""
    if os.geteuid() == 0:
        folder = Path(f"/var/lib/staffhome-test-{os.getpid()}")
        folder.mkdir()
    else:
        folder = tmp_path_factory.mktemp("servers")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made(home):
    server = EmbeddedServer(home / "postgres", database="staffhome", options=TEST_OPTIONS)
    server.start()
    with server.connect("staffhome") as direct:
        direct.execute("CREATE TABLE kept (word text)")
        direct.execute("INSERT INTO kept VALUES ('still here')")
    yield server
    server.remove()


@pytest.fixture
def server(made):
    """A running server that holds one row."""
    made.start()
    return made


def kept_word(server: EmbeddedServer) -> str:
    with server.connect("staffhome") as direct:
        return direct.execute("SELECT word FROM kept").fetchone()[0]


def postmaster(server: EmbeddedServer) -> psutil.Process:
    return psutil.Process(int((server.folder / "postmaster.pid").read_text().split()[0]))


def kill(process: psutil.Process) -> None:
    """What a crash does: no time to clear up."""
    process.kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while psutil.pid_exists(process.pid) and process.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_running_server_is_found_and_not_started_again(server):
    before = postmaster(server).pid
    assert server.is_running()
    assert server.start() is False
    assert postmaster(server).pid == before


def test_a_stopped_server_leaves_no_process_and_keeps_its_data(server):
    processes = [postmaster(server), *postmaster(server).children(recursive=True)]
    assert server.stop() is True
    assert not server.is_running()
    assert not [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    assert server.stop() is False
    server.start()
    assert kept_word(server) == "still here"


def test_a_server_with_busy_clients_is_stopped_all_the_same(server):
    with server.connect("staffhome") as direct:
        direct.autocommit = False
        direct.execute("LOCK TABLE kept")
        assert server.stop() is True
        with pytest.raises(psycopg.OperationalError):
            direct.execute("SELECT 1")


def test_processes_that_start_it_at_the_same_moment_all_succeed_and_one_of_them_starts_it(server):
    server.stop()
    code = f"""
from pathlib import Path
from cms.embedded_postgres import EmbeddedServer
print(EmbeddedServer(Path({str(server.folder)!r}), database="staffhome").start())
"""
    starters = [
        subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [starter.communicate()[0].strip() for starter in starters]
    assert sorted(said) == ["False", "False", "False", "True"]
    assert kept_word(server) == "still here"


def test_a_server_that_was_killed_is_started_again_with_its_data(server):
    kill(postmaster(server))
    assert not server.is_running()
    assert server.start() is True
    assert kept_word(server) == "still here"


def test_a_process_that_has_the_number_of_a_dead_server_is_not_taken_for_it(server):
    server.stop()
    somebody_else = os.getpid()
    (server.folder / "postmaster.pid").write_text(
        f"{somebody_else}\n{server.folder}\n0\n5432\n{server.folder}\n\n1 1\nready\n"
    )
    assert not server.is_running()
    assert server.stop() is False
    assert psutil.pid_exists(somebody_else)
    assert server.start() is True
    assert kept_word(server) == "still here"


def test_a_copied_clone_does_not_take_the_server_of_the_original_for_its_own(server, home):
    copy = EmbeddedServer(home / "copy", options=TEST_OPTIONS)
    shutil.copytree(server.folder, copy.folder, ignore=shutil.ignore_patterns(".s.PGSQL.*"), dirs_exist_ok=True)
    assert not copy.is_running()
    copy.stop()
    assert server.is_running()


def test_a_server_in_a_folder_with_a_long_and_strange_name_is_reached(home):
    server = EmbeddedServer(home / LONG_NAME, database="staffhome", options=TEST_OPTIONS)
    assert len(os.fsencode(server.socket_folder / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT
    try:
        assert server.start() is True
        assert server.socket_folder.stat().st_mode & 0o077 == 0
        with psycopg.connect(server.url("staffhome")) as direct:
            assert direct.execute("SELECT current_database()").fetchone() == ("staffhome",)
    finally:
        server.remove()
    assert not server.folder.exists()
    assert not server.socket_folder.exists()


def test_data_of_another_postgresql_is_left_alone_with_a_sentence(home):
    server = EmbeddedServer(home / "old")
    server.folder.mkdir()
    (server.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerFailed, match="RESET=1"):
        server.start()
    assert (server.folder / "PG_VERSION").exists()


def test_a_server_that_cannot_start_quotes_its_own_complaint(server, home):
    server.stop()
    wrong = EmbeddedServer(server.folder, options={"shared_buffers": "lots"})
    with pytest.raises(ServerFailed, match="shared_buffers"):
        wrong.start()
    assert server.start() is True


@pytest.fixture
def connect_django(monkeypatch, django_db_blocker):
    """Return a function that gives a Django connection to a server, beside the one of the tests."""

    def connect(server: EmbeddedServer):
        entry = {**connections.settings["default"], **server.django_config("staffhome")}
        monkeypatch.setitem(connections.settings, "embedded", entry)
        return connections["embedded"]

    with django_db_blocker.unblock():
        yield connect
    connections["embedded"].close()
    del connections["embedded"]


def test_the_first_connection_starts_the_server_and_says_that_it_stays(server, connect_django, capsys):
    server.stop()
    connection = connect_django(server)
    assert not server.is_running(), "nothing was asked of the database yet"
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept")
        assert cursor.fetchone() == ("still here",)
    connection.close()
    assert capsys.readouterr().err.count("`make stop` stops it") == 1
    assert server.is_running()


def test_the_job_worker_gets_a_running_server_too(server, connect_django):
    server.stop()
    assert connect_django(server).get_connection_params()["dbname"] == "staffhome"
    assert server.is_running()


def test_a_server_that_cannot_start_is_a_database_error_to_django(home, connect_django):
    server = EmbeddedServer(home / "older")
    server.folder.mkdir()
    (server.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(OperationalError, match="RESET=1"):
        connect_django(server).ensure_connection()


def test_ctrl_c_at_the_terminal_does_not_reach_the_server(server):
    assert os.getpgid(postmaster(server).pid) != os.getpgid(0)
    assert os.getsid(postmaster(server).pid) != os.getsid(0)
