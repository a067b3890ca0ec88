"""Venues, their hours, and slots in them that members book."""
