"""The parts of this room, in the order of the folders. Rooms above put theirs between by the numbers that are free."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..registry import Part, register_part
from .approval import approval, approval_count
from .given_out import handouts, handouts_count
from .people import attendance_count, rolls, sign_up_lists, sign_ups_count
from .photos import photos, photos_count
from .plan import notice, notice_count, plan, plan_count


def register() -> None:
    for part in PARTS:
        register_part(part)


def _at(name: str):
    return lambda session: reverse(name, args=[session.pk])


def _people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def _present(count: int) -> str:
    return ngettext("%(count)d noted as present", "%(count)d noted as present", count) % {"count": count}


def _lists(count: int) -> str:
    return ngettext("%(count)d list", "%(count)d lists", count) % {"count": count}


def _photographs(count: int) -> str:
    return ngettext("%(count)d photograph", "%(count)d photographs", count) % {"count": count}


PARTS = [
    Part("plan", _("Plan of the activity"), 10, plan, plan_count, on_paper="活动方案"),
    Part("notice", _("Notice of the activity"), 20, notice, notice_count, on_paper="活动通知"),
    Part("budget", _("Budget and expenses"), 30, on_paper="预算与支出"),
    Part("approval", _("Approval sheets"), 40, approval, approval_count, on_paper="审批单"),
    Part(
        "sign_ups",
        _("Sign-up list"),
        50,
        sign_up_lists,
        sign_ups_count,
        names_people=True,
        in_words=_people,
        on_paper="报名名单",
    ),
    Part(
        "attendance",
        _("Roll with signatures"),
        60,
        rolls,
        attendance_count,
        names_people=True,
        way=_at("attendance"),
        in_words=_present,
        on_paper="签到表",
    ),
    Part(
        "handouts",
        _("Receipt lists"),
        70,
        handouts,
        handouts_count,
        names_people=True,
        way=_at("handouts"),
        in_words=_lists,
        on_paper="物品领用签收单",
    ),
    Part(
        "photos",
        _("Photographs"),
        80,
        photos,
        photos_count,
        names_people=True,
        way=_at("session_photos"),
        takes_documents=False,
        in_words=_photographs,
        on_paper="照片",
    ),
    Part("other", _("Other"), 990, is_expected=False, on_paper="其他材料"),
]
