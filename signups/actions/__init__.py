"""Everything that is done with places: one verb each, under the lock of `locking.py`, ending in `promoting.promote`."""
