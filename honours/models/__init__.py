from .honour import Honour, HonourRecipient
from .wall import HonourWallPage

__all__ = ["Honour", "HonourRecipient", "HonourWallPage"]
