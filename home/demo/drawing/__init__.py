"""The demo hospital's pictures, drawn by program: one visual language, one function per picture."""
