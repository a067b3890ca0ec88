"""Who came: check-in by the organiser, by a member's code and by the code at the door; absences; reminders."""
