"""Joining a club and leaving it, by the engine of `signups`; duties, the yearly renewal, announcements to members."""
