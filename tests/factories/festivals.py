"""Calls for works, works, rounds of votes, festivals."""

from datetime import timedelta

import factory
from django.utils import timezone

from contests.models import Call, CallKind, FestivalPage, VoteRound, Work
from home.models import HomePage

from .editorial import EditorialFactory, PageFactory
from .people import MemberFactory
from .pictures import ImageFactory


def _in(**time) -> factory.LazyFunction:
    return factory.LazyFunction(lambda: timezone.now().replace(microsecond=0) + timedelta(**time))


class CallFactory(EditorialFactory):
    """Open since yesterday, for a week, for photographs; `over=True` has closed, `coming=True` opens tomorrow.

    `kinds` are names with what each takes.
    """

    class Meta:
        model = Call

    class Params:
        over = factory.Trait(opens_at=_in(days=-30), closes_at=_in(days=-10))
        coming = factory.Trait(opens_at=_in(days=1))

    title = factory.Sequence(lambda n: f"镜头里的同事{n + 1}")
    introduction = "<p>拍下你身边的一刻。</p>"
    opens_at = _in(days=-1)
    closes_at = _in(days=7)
    consent = "作品连同作者姓名向同事展示，并参加投票。"
    kinds = (("摄影", CallKind.Takes.PICTURE),)

    @classmethod
    def _save(cls, model_class, by, fields):
        kinds = fields.pop("kinds")
        call = model_class(**fields)
        call.kinds = [CallKind(name=name, takes=takes, sort_order=n) for n, (name, takes) in enumerate(kinds)]
        call.save()
        return call


class WorkFactory(EditorialFactory):
    """A photograph that has been shown for nine days, unless `draft=True`: handed in, and nobody has looked at it."""

    class Meta:
        model = Work

    call = factory.SubFactory(CallFactory)
    author = factory.SubFactory(MemberFactory)
    kind = "摄影"
    title = factory.Sequence(lambda n: f"清晨的走廊{n + 1}")
    picture = factory.SubFactory(ImageFactory, visibility="private")
    handed_in_at = _in(days=-10)
    agreed_to = "作品连同作者姓名向同事展示，并参加投票。"

    @classmethod
    def _create(cls, model_class, *args, draft=False, submitted=False, by=None, **fields):
        by = by or (fields["author"] if draft else None)
        work = super()._create(model_class, *args, draft=draft, submitted=submitted, by=by, **fields)
        if not (draft or submitted):
            model_class.objects.filter(pk=work.pk).update(first_published_at=timezone.now() - timedelta(days=9))
            work.refresh_from_db()
        return work


class VoteRoundFactory(EditorialFactory):
    """Open since an hour ago, until tomorrow; `over=True` has closed and waits for its count, `coming=True` opens
    tomorrow.
    """

    class Meta:
        model = VoteRound

    class Params:
        over = factory.Trait(opens_at=_in(days=-3), closes_at=_in(minutes=-1))
        coming = factory.Trait(opens_at=_in(days=1), closes_at=_in(days=2))

    call = factory.SubFactory(CallFactory, over=True)
    title = factory.Sequence(lambda n: f"网络投票{n + 1}")
    opens_at = _in(hours=-1)
    closes_at = _in(days=1)
    choices = 2


class FestivalPageFactory(PageFactory):
    """A festival that began yesterday and lasts two weeks."""

    class Meta:
        model = FestivalPage

    title = "职工文化艺术节"
    slug = "arts-festival"
    summary = "十一月，把手机和毛笔都拿出来。"
    introduction = "<p>为期两周。</p>"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=13))

    @classmethod
    def _usual_parent(cls):
        return HomePage.objects.get()
