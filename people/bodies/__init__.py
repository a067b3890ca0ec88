"""The bodies of the union: posts held for a term, who leads the parts of the house, and the record of it."""
