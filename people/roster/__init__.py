"""The staff roster from Excel or CSV: read, compared, applied as a whole, undone. See docs/rules/roster.md."""
