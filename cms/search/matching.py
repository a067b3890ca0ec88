"""What PostgreSQL's full-text search is asked with, past Django's expressions, which parse the words anew."""

from django.contrib.postgres.search import SearchQuery


class TsQuery(SearchQuery):
    """A tsquery that is written out (`questions`)."""

    def __init__(self, written: str):
        super().__init__(written, search_type="raw")
        self.written = written

    def as_sql(self, compiler, connection, function=None, template=None):
        return "%s::tsquery", [self.written]
