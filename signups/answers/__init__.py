"""Questions with a sign-up, and what is answered and attached; kept as short as can be."""
