"""What is missing on a machine is one sentence, said before anything starts."""

import os
import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from cms.bootstrap import preflight, system_packages, virtualenv
from cms.bootstrap.audit import findings
from cms.bootstrap.preflight import NotReady

PYTHON_SH = settings.BASE_DIR / "cms/bootstrap/python.sh"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in ["DJANGO_SETTINGS_MODULE", "DATABASE_URL", "RESET", "PORT", "CHROMIUM"]:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("module", ["cms.settings.production", "cms.settings.test"])
def test_the_demo_refuses_other_settings_than_its_own(monkeypatch, module):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", module)
    with pytest.raises(NotReady, match=module):
        preflight.check_settings()


def test_the_demos_own_settings_may_be_named(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    preflight.check_settings()


def test_starting_afresh_never_empties_a_database_that_is_not_the_demos(monkeypatch):
    monkeypatch.setenv("RESET", "1")
    preflight.check_settings()
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example.org/staffhome")
    with pytest.raises(NotReady, match="RESET=1"):
        preflight.check_settings()


def test_the_port_is_8000_unless_the_environment_names_one(monkeypatch):
    assert preflight.wanted_port() == 8000
    monkeypatch.setenv("PORT", "8123")
    assert preflight.wanted_port() == 8123


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80.5", "８１２３x"])
def test_what_is_no_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(NotReady, match=f"PORT={text}"):
        preflight.wanted_port()


def test_a_taken_port_is_named(unused_port):
    preflight.check_port(unused_port)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", unused_port))
        holder.listen()
        with pytest.raises(NotReady, match=f"Port {unused_port} is taken"):
            preflight.check_port(unused_port)


@pytest.fixture
def unused_port():
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def test_a_full_disk_is_named_with_what_is_needed(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 10**12 - 50 * 1024**2, 50 * 1024**2))
    with pytest.raises(NotReady, match=r"has 50 MB free, and 1200 MB are needed"):
        preflight.check_disk(tmp_path / "not yet there", 1200)


def python_sh(tmp_path: Path, **programs: str) -> subprocess.CompletedProcess:
    """Run python.sh in a folder without .venv, with a PATH that holds just these shell scripts by name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in programs.items():
        (folder / name.replace("_", ".")).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name.replace("_", ".")).chmod(0o755)
    command = [shutil.which("sh"), PYTHON_SH, "-c", "print('chosen')"]
    return subprocess.run(command, cwd=tmp_path, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


REAL = f'exec "{sys.executable}" "$@"'
OLD = 'case "$2" in *platform*) echo 3.9.2;; *) exit 1;; esac'
WITHOUT_VENV = f'case "$2" in *ensurepip*) exit 1;; esac; {REAL}'


def test_a_new_enough_python_is_found_under_its_other_names(tmp_path):
    ended = python_sh(tmp_path, python3=OLD, python3_12=REAL)
    assert (ended.returncode, ended.stdout) == (0, "chosen\n")


def test_a_python_that_can_make_environments_is_preferred(tmp_path):
    talkative = f'case "$2" in *chosen*) echo the poorer one;; *) {WITHOUT_VENV};; esac'
    assert python_sh(tmp_path, python3=talkative, python3_11=REAL).stdout == "chosen\n"


def test_a_python_that_is_too_old_is_one_sentence(tmp_path):
    ended = python_sh(tmp_path, python3=OLD)
    assert ended.returncode == 1
    assert "needs Python 3.11 or newer, and python3 here is 3.9.2" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_machine_without_python_is_one_sentence(tmp_path):
    ended = python_sh(tmp_path)
    assert ended.returncode == 1
    assert "needs Python 3.11 or newer: install it" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_python_without_venv_names_the_package_that_brings_it(monkeypatch, tmp_path):
    poor = tmp_path / "python"
    poor.write_text("#!/bin/sh\nexit 1\n")
    poor.chmod(0o755)
    monkeypatch.setattr(sys, "_base_executable", str(poor))
    with pytest.raises(NotReady, match="apt-get install python3-venv"):
        virtualenv._make()


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError(…)'", "cannot reach the package index"),
        ("WARNING: Retrying after connection broken by 'ReadTimeoutError(…)'", "cannot reach the package index"),
        ("ERROR: Could not find a version\nERROR: No matching distribution found for nh3==9", "distribution found for"),
    ],
)
def test_why_packages_could_not_be_installed_is_told_from_pips_log(log, sentence):
    assert sentence in virtualenv._why_pip_failed(log)
    assert "var/log/pip.log" in virtualenv._why_pip_failed(log)


def test_packages_are_installed_again_only_when_their_list_has_changed(monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(virtualenv, "BASE_DIR", tmp_path)
    monkeypatch.setattr(virtualenv, "VENV", tmp_path)
    monkeypatch.setattr(virtualenv, "_works", lambda: True)
    monkeypatch.setattr(virtualenv, "_install", installed.append)
    (tmp_path / "requirements.txt").write_text("Django==5.2.19\n")
    virtualenv.prepare("demo")
    virtualenv.prepare("demo")
    assert installed == ["requirements.txt"]
    (tmp_path / "requirements.txt").write_text("Django==5.2.20\n")
    virtualenv.prepare("demo")
    assert installed == ["requirements.txt"] * 2


def test_an_installation_that_failed_is_tried_again(monkeypatch, tmp_path):
    def fail(requirements):
        raise NotReady("no network")

    monkeypatch.setattr(virtualenv, "BASE_DIR", tmp_path)
    monkeypatch.setattr(virtualenv, "VENV", tmp_path)
    monkeypatch.setattr(virtualenv, "_works", lambda: True)
    (tmp_path / "requirements.txt").write_text("Django==5.2.19\n")
    for _ in range(2):
        monkeypatch.setattr(virtualenv, "_install", fail)
        with pytest.raises(NotReady):
            virtualenv.prepare("demo")


def test_a_browser_can_be_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert system_packages.find_chromium() == sys.executable


@pytest.fixture
def system(monkeypatch):
    """A machine on which nothing is installed; `system.has` is what installing brings, `system.asked` what was run."""
    system = SimpleNamespace(has=set(), brings=set(), asked=[], tools={"apt-get"})

    def run(command):
        system.asked.append(command)
        system.has |= system.brings & set(command)

    monkeypatch.setattr(system_packages, "_run", run)
    monkeypatch.setattr(system_packages, "find_chromium", lambda: next(iter(system.has - {"fonts-noto-cjk"}), None))
    monkeypatch.setattr(system_packages, "has_chinese_font", lambda: "fonts-noto-cjk" in system.has)
    monkeypatch.setattr(system_packages.platform, "system", lambda: "Linux")
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: name if name in system.tools else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return system


def test_a_machine_that_has_everything_is_left_alone(system):
    system.has = {"chromium", "fonts-noto-cjk"}
    system_packages.install_missing()
    assert system.asked == []


def test_debian_is_asked_for_exactly_what_is_missing(system):
    system.has, system.brings = {"chromium"}, {"fonts-noto-cjk"}
    system_packages.install_missing()
    assert all(command[:2] == ["sudo", "-n"] for command in system.asked)
    assert not any("chromium" in command for command in system.asked)


def test_ubuntu_has_the_browser_under_another_name(system):
    system.brings = {"chromium-browser", "fonts-noto-cjk"}
    system_packages.install_missing()
    assert not any("playwright" in command for command in system.asked)


def test_a_machine_without_a_package_manager_is_told_what_to_install(system):
    system.tools.clear()
    with pytest.raises(NotReady, match=r"Chromium .* and a font with Chinese characters"):
        system_packages.install_missing()


def test_a_vulnerability_is_told_from_a_service_that_is_out_of_reach():
    vulnerable = {"name": "wax", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
    sound = {"name": "honey", "version": "2.0", "vulns": []}
    unknown = {"name": "resin", "skip_reason": "not found"}
    assert findings({"dependencies": [vulnerable, sound]}) == (["wax 1.0: PYSEC-1, fixed in 1.1"], True)
    assert findings({"dependencies": [sound, unknown]}) == ([], True)
    assert findings({"dependencies": [unknown]}) == ([], False)
