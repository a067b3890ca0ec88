"""What a member does: signs up, cancels, confirms; the page of one date, and what stands on /me/."""
