"""Who came: ticks, codes, absences and what becomes of them, reminders before."""
