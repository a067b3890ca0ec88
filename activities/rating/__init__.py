"""The yearly star rating of the clubs (星级评比): docs/rules/rating.md."""
