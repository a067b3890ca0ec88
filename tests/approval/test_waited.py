"""How long something has waited, as queue and first page say it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from approval.templatetags.approval_tags import waited

from .conftest import submit


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ({"seconds": -3}, "刚刚提交"),
        ({"seconds": 20}, "刚刚提交"),
        ({"minutes": 59, "seconds": 30}, "已等待59分钟"),
        ({"hours": 23, "minutes": 59}, "已等待23小时"),
        ({"days": 6, "hours": 6}, "已等待6天"),
        ({"days": 45}, "已等待45天"),
    ],
)
def test_the_largest_unit_says_it(ago, said):
    assert waited(timezone.now() - timedelta(**ago)) == said


def test_what_came_in_this_minute_has_not_waited(client, draft, officer, chair):
    submit(draft, officer)
    client.force_login(chair)
    for address in ("/admin/", "/admin/approvals/"):
        text = client.get(address).content.decode()
        assert "刚刚提交" in text
        assert "0 分钟" not in text
