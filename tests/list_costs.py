"""What a page costs the database, counted once everything that is made once is made."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_for(client: Client, address: str) -> list[str]:
    """Return the SQL of one GET of `address`, sorted, so that two costs can be compared and read.

    The address is asked for once before, since the first visitor of a picture has its sizes made.
    """
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return sorted(query["sql"] for query in captured)
