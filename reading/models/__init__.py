from .book import Book
from .copy import Copy
from .room import ReadingRoomPage

__all__ = ["Book", "Copy", "ReadingRoomPage"]
