from .category import NewsCategory
from .page import NewsIndexPage, NewsPage, NewsPageTag

__all__ = ["NewsCategory", "NewsIndexPage", "NewsPage", "NewsPageTag"]
