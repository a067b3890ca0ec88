"""One-time codes for the first sign-in, and for who has forgotten the password: issued, printed, used."""
