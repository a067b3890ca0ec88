"""Places by group: the organiser keeps places for parts of the house, and their leaders name the people."""
