"""Drives: several offerings of which each person gets one place. The office puts them together; everybody sees them."""
