"""Joint submissions: what belongs together is submitted, looked through and decided together, on one sheet."""
