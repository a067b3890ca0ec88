"""Files written while loading. The database forgets a failed load by itself; the files are removed here."""

from django.db.models.fields.files import FieldFile


class WrittenFiles:
    """A context in which written files are noted with `note`; when it ends with an error they are removed."""

    def __init__(self):
        self._files: list[FieldFile] = []

    def note(self, file: FieldFile) -> None:
        self._files.append(file)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            for file in self._files:
                file.storage.delete(file.name)
