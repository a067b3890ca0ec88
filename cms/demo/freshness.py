"""Whether there is anything to prepare, told without loading Django: what is up to date costs no time at a start."""

import hashlib
import os
from pathlib import Path

ROOMS_SOURCES = ["*.py", "*.toml"]
COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"


def has_stale_catalogues(base_dir: Path) -> bool:
    """Tell whether a translation catalogue was never compiled or has changed since."""
    for source in [*base_dir.glob("locale/**/*.po"), *base_dir.glob("*/locale/**/*.po")]:
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            return True
    return False


def fingerprint(base_dir: Path) -> str:
    """Return a digest of everything that a preparation of the database depends on: packages, code, demo texts."""
    digest = hashlib.sha256((base_dir / "requirements.txt").read_bytes())
    for room in sorted(path.parent for path in base_dir.glob("*/__init__.py") if path.parent.name != "tests"):
        for pattern in ROOMS_SOURCES:
            for path in sorted(room.rglob(pattern)):
                digest.update(os.fsencode(path.relative_to(base_dir)))
                digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def prepared_state(cursor, base_dir: Path) -> str:
    """Return what the database's comment says when this code has prepared it and nobody has migrated it since."""
    cursor.execute("SELECT count(*), max(id) FROM django_migrations")
    count, last = cursor.fetchone()
    return f"prepared by {fingerprint(base_dir)} with {count} migrations up to {last}"


def is_prepared(url: str, base_dir: Path) -> bool:
    """Tell whether the database at `url` needs no preparation; false as well when it cannot be asked."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=5) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
            )
            return cursor.fetchone() == (prepared_state(cursor, base_dir),)
    except psycopg.Error:
        return False
