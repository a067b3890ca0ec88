"""Fixtures for every test: databases, running sites, a mailbox, a browser. tests/conftest.py names them all."""
