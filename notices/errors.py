"""What people may be refused."""


class NoReceiptAsked(Exception):
    """The notice does not ask for a receipt."""
