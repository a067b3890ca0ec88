"""Swapping shifts is normal, and so is swapping places: in exchange for another date, or to a colleague as a gift."""
