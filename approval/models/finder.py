from django.db import models
from django.utils.translation import gettext_lazy as _


class Finder(models.TextChoices):
    """How a stage finds its approvers for an item. Where it finds nobody, its groups decide."""

    GROUPS = "groups", _("the members of the groups")
    PERSON = "person", _("one person")
    DEPARTMENT_HEAD = "department_head", _("the head of the department of origin")
    BRANCH_CHAIR = "branch_chair", _("the chair of the author's branch")
