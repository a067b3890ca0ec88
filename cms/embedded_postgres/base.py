"""Django's database engine for the embedded server: the first connection starts it, and what needs none does not."""

import sys

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from .programs import ServerFailed, packaged_programs


class DatabaseClient(PostgresClient):
    """`manage.py dbshell` with the psql of the package, since the machine may have none."""

    def runshell(self, parameters):
        type(self).executable_name = str(packaged_programs() / "bin/psql")
        self.connection.start_server()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def start_server(self):
        """Start the server if it is not running, and say that it will be left up."""
        server = self.settings_dict["EMBEDDED_SERVER"]
        try:
            if not server.is_running() and server.start():
                sys.stderr.write(
                    "The embedded PostgreSQL was not running. It is up now and stays up; `make stop` stops it.\n"
                )
        except ServerFailed as error:
            raise self.Database.OperationalError(str(error)) from error

    def get_connection_params(self):
        # Not only Django connects: the job worker takes these and connects by itself.
        self.start_server()
        return super().get_connection_params()
