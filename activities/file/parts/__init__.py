"""What this room itself puts into the file of an activity."""
