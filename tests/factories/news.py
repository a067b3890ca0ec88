import factory
from factory.django import DjangoModelFactory

from news.models import NewsCategory, NewsIndexPage, NewsPage

from .editorial import PageFactory


class NewsCategoryFactory(DjangoModelFactory):
    class Meta:
        model = NewsCategory
        django_get_or_create = ["slug"]

    name = "工会动态"
    slug = "union-news"


class NewsPageFactory(PageFactory):
    """One article; `staff_only=True` for signed-in staff, `tags=["瑜伽"]` to tag it."""

    class Meta:
        model = NewsPage

    class Params:
        staff_only = factory.Trait(visibility=NewsPage.Visibility.STAFF)

    title = factory.Sequence(lambda n: f"工会动态第{n + 1}篇")
    slug = factory.Sequence(lambda n: f"news-{n + 1}")
    summary = "周三下午五点半，东院活动室见。"
    category = factory.SubFactory(NewsCategoryFactory)
    body = factory.LazyFunction(lambda: [("text", "<p>活动室备有瑜伽垫，带上水杯就好。</p>")])
    tags = ()

    @classmethod
    def _save(cls, model_class, by, fields):
        tags = fields.pop("tags")
        page = super()._save(model_class, by, fields)
        if tags:
            page.tags.set(tags)
            page.save()
        return page

    @classmethod
    def _usual_parent(cls):
        return NewsIndexPage.objects.get()
