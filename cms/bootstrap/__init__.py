"""What stands between a fresh clone and a running site: Python's packages, a free port, disk, a browser for tests.

It runs before anything is installed, so it uses the standard library only.
"""
