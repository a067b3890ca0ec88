"""Signing in by a service of the hospital's: who comes is matched by employee number, and never made an account."""
