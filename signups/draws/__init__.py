"""Places by lot: the commitment before, the draw, and the page on which anybody can do it again."""
