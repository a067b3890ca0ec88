"""Greetings on birthdays and festivals: written by the office, approved like everything else, sent on the day."""
