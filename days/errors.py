class YearNotAnnounced(LookupError):
    """Nobody has said yet which days of this year are off; guessing would name wrong deadlines."""

    def __init__(self, year: int):
        self.year = year
        super().__init__(f"the holidays of {year} have not been announced")
