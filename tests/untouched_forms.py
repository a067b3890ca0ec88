"""A form as a browser sends it that nobody has touched."""

from bs4 import BeautifulSoup


def form_on(client, address: str) -> dict[str, str]:
    """Return what a browser would send of the form on a page that nobody has touched."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    sent = {}
    for field in page.select("main form [name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("type") == "checkbox":
            sent |= {field["name"]: field.get("value", "on")} if field.has_attr("checked") else {}
        else:
            sent[field["name"]] = field.get("value", "")
    return sent
