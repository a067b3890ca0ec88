"""Membership of the union: applied for, moved in, moved out, and a record of each change."""
