from tests.empty_site import _empty_site_database, _empty_site_rows, site

__all__ = ["_empty_site_database", "_empty_site_rows", "site"]
