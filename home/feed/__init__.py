"""A member's calendar at a secret address, for the calendar of a phone."""
