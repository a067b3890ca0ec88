"""The PostgreSQL that comes as a Python package, for the demo, development and tests: no set-up, one per clone.

A real server is named by DATABASE_URL, and then nothing here is used. Of the package only the programs are
used, never its Python code: that opens every parent folder of the data and of the programs to other users when
it runs as root, takes one lock for all clones of all users of a machine, believes any process that has the
process id of a server that crashed, and stops a server under the feet of a second process.
"""

from .server import EmbeddedServer, ServerFailed, clone_server, server_for_tests

__all__ = ["EmbeddedServer", "ServerFailed", "clone_server", "server_for_tests"]
