from datetime import datetime
from zoneinfo import ZoneInfo

import factory

from activities.models import ClubIndexPage, ClubLeader, ClubPage, RecurringActivity
from activities.planning import plan_activity

from .editorial import EditorialFactory, PageFactory


class ClubPageFactory(PageFactory):
    """One club; `led_by=[member]` names its leaders."""

    class Meta:
        model = ClubPage

    title = factory.Sequence(lambda n: f"俱乐部{n + 1}")
    slug = factory.Sequence(lambda n: f"club-{n + 1}")
    summary = "零基础也欢迎。"
    introduction = "<p>每周练习一次，不比赛。</p>"
    meets_at = "东院活动室"
    meets_when = "每周三 17:30"
    led_by = ()

    @classmethod
    def _create(cls, model_class, *args, listed=False, **fields):
        club = super()._create(model_class, *args, listed=listed, **fields)
        if listed:
            # What publishing would have done.
            ClubLeader.objects.bulk_create(ClubLeader(club=club, member=member) for member in fields["led_by"])
        return club

    @classmethod
    def _save(cls, model_class, by, fields):
        leaders = fields.pop("led_by")
        club = super()._save(model_class, by, fields)
        club.leaders.add(*[ClubLeader(member=member) for member in leaders])
        return club

    @classmethod
    def _usual_parent(cls):
        return ClubIndexPage.objects.get()


class RecurringActivityFactory(EditorialFactory):
    """Every Wednesday at 17:30 for an hour, from the first Wednesday of 2026 until further notice.

    Its dates stand in the calendar.
    """

    class Meta:
        model = RecurringActivity

    title = factory.Sequence(lambda n: f"瑜伽练习{n + 1}")
    venue = "东院活动室"
    summary = "带上水杯就好。"
    description = "<p>由有证书的老师带领。</p>"
    starts_at = datetime(2026, 1, 7, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    rule = "FREQ=WEEKLY;BYDAY=WE"

    @classmethod
    def _create(cls, model_class, *args, listed=False, **fields):
        activity = super()._create(model_class, *args, listed=listed, **fields)
        if listed:
            # What publishing would have done.
            plan_activity(activity)
        return activity
