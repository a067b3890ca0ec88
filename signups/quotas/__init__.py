"""Places kept for groups, and what group leaders hand in; places that change hands."""
