"""Teams: how a captain enters one, and who is on its roster."""
