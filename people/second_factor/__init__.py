"""A second factor beside the password: who needs one, how it is kept, and how it is taken off."""
