"""From the plain blocks of the texts to the stored form of StreamField blocks."""

from collections.abc import Callable

from cms.models import UnionDocument, UnionImage

from .content import fixed_id


class Article:
    """Turns the blocks of one article into stored blocks. Ids come from `key`, so that they are the same each time.

    `document(title, filename, text)` puts an attachment into the library and returns it.
    """

    def __init__(self, key: str, pictures: dict[str, UnionImage], document: Callable[..., UnionDocument] | None = None):
        self.key = key
        self.pictures = pictures
        self.document = document

    def blocks(self, items: list[dict]) -> list[dict]:
        """Return the blocks in the form in which a StreamField takes them.

        Raises:
            KeyError: a picture that was not drawn, or a kind of block that articles do not have.
        """
        makers = {
            "text": lambda item, name: item["html"].strip(),
            "heading": lambda item, name: {"text": item["text"], "level": str(item.get("level", 2))},
            "picture": lambda item, name: self.picture(item),
            "gallery": self._gallery,
            "quote": lambda item, name: {"text": item["text"], "attribution": item.get("attribution", "")},
            "table": lambda item, name: table(item),
            "documents": self._documents,
        }
        stored = []
        for position, item in enumerate(items):
            name = f"{position}"
            stored.append({"type": item["type"], "id": self._id(name), "value": makers[item["type"]](item, name)})
        return stored

    def picture(self, item: dict) -> dict:
        """Return the value of a picture block; without a text of its own the picture's description is used."""
        image = self.pictures[item["picture"]]
        return {
            "image": {"image": image.pk, "alt_text": item.get("alt") or image.description, "decorative": False},
            "caption": item.get("caption", ""),
        }

    def _gallery(self, item: dict, name: str) -> dict:
        values = [self.picture(picture) for picture in item["pictures"]]
        return {"pictures": self._list(values, name)}

    def _documents(self, item: dict, name: str) -> dict:
        files = [self.document(file["title"], file["filename"], file["text"]) for file in item["files"]]
        return {"documents": self._list([file.pk for file in files], name)}

    def _list(self, values: list, name: str) -> list[dict]:
        return [
            {"type": "item", "id": self._id(name, position), "value": value} for position, value in enumerate(values)
        ]

    def _id(self, *names) -> str:
        return str(fixed_id(self.key, *names))


def table(item: dict) -> dict:
    """Return the value of a table block from `columns` (headings), `rows` (lists of texts) and a `caption`."""
    return {
        "columns": [{"type": "text", "heading": heading} for heading in item["columns"]],
        "rows": [{"values": list(row)} for row in item["rows"]],
        "caption": item.get("caption", ""),
    }
