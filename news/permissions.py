from .models import NewsIndexPage


def news_index_for(member) -> NewsIndexPage | None:
    """Return the news index if `member` may add news to it, otherwise None."""
    index = NewsIndexPage.objects.first()
    return index if index and index.permissions_for_user(member).can_add_subpage() else None
