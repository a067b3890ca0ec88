"""What the organiser of a date does: the list, single sign-ups, the date itself, messages, paper."""
