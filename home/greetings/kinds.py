"""What greetings are among the notices. Their words are those of the greeting that was approved."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind

TEMPLATE = "home/greetings/notice.html"
KINDS = [
    Kind(
        "home.birthday",
        _("birthday greeting"),
        digestible=False,
        optional=True,
        for_its_day=True,
        personal=True,
        template=TEMPLATE,
    ),
    Kind("home.festival", _("festival greeting"), digestible=False, optional=True, for_its_day=True, template=TEMPLATE),
]
