"""What is kept about people: said by each room in one registry, shown, corrected, downloaded, looked at, forgotten."""
