"""The least that Django can do for a request that writes: one view, no middleware, one row. bench/rush.py starts it.

Its settings are its own, so that nothing of the house stands in the way.
"""

import os

import dj_database_url
import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="of-nothing",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="bench.bare_site",
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    USE_TZ=True,
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


class Row(models.Model):
    member = models.BigIntegerField(db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "bench"
        db_table = "bench_row"

    def __str__(self):
        return str(self.member)


def insert(request, pk):
    row = Row.objects.create(member=pk)
    return HttpResponse(str(row.pk))


urlpatterns = [path("insert/<int:pk>/", insert)]
application = WSGIHandler()
