"""The accounts of the demo, as they are told to whoever starts it; `load_demo` makes them."""

PASSWORD = "staffhome-demo"  # noqa: S105 - printed on purpose: it opens the demo and nothing else
ACCOUNTS = [
    ("1001", "publicity officer: drafts and submits"),
    ("1002", "union chair: approves, sends back, publishes"),
    ("1003", "deputy chair: the chair's stand-in"),
    ("1004", "club leader: keeps the page of one club"),
    ("1005", "librarian: keeps the catalogue"),
    ("1006", "administrator: people and roles"),
    ("2001 … 2060", "members of staff"),
]


def greeting(address: str, log_folder: str) -> str:
    """Return what the screen says when the site is up."""
    rows = [f"  {number:<13}{role}" for number, role in ACCOUNTS]
    return "\n".join(
        [
            "",
            f"Staff Home is ready at {address}",
            "",
            f"Sign in at {address}accounts/login/ with an employee number and the password {PASSWORD}",
            *rows,
            "",
            f"Mail goes to {log_folder}/mail, logs to {log_folder}. Ctrl-C or `make stop` stops everything.",
            "",
        ]
    )
