"""Places that go by points: one applies for several dates at once, and a list that stood for objection gives them."""
