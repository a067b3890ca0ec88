from .category import NewsCategory
from .manuscript_import import KeptManuscript, ManuscriptImport
from .page import NewsIndexPage, NewsPage, NewsPageTag

__all__ = ["KeptManuscript", "ManuscriptImport", "NewsCategory", "NewsIndexPage", "NewsPage", "NewsPageTag"]
