from .objection import Objection
from .publication import Publication, PublicationLine
from .standing import Standing

__all__ = ["Objection", "Publication", "PublicationLine", "Standing"]
