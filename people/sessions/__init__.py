"""Where a member is signed in: the list for the member, and how a sign-in ends."""
