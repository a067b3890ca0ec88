"""One English word, several Chinese ones: each record has the word that belongs to it."""

import pytest
from django.utils import timezone

from home.models import CalendarFeed
from people.bodies.forms import EndPostForm
from people.membership.admin import MembershipChangeAdmin
from people.membership.errors import IsMember
from people.membership.forms import DecisionForm, MoveForm
from people.models import Audience, Correction, MembershipApplication, MembershipChange, PostHeld, SignInCode
from people.privacy.registry import holdings
from tests.factories import MemberFactory
from tests.people.second_factors import app_of


@pytest.mark.parametrize(
    ("model", "field", "word"),
    [
        (Correction, "old", "更正前"),
        (Correction, "new", "更正后"),
        (MembershipChange, "before", "变动前"),
        (MembershipChange, "after", "变动后"),
        (MembershipChange, "remark", "备注"),
        (MembershipApplication, "applied_at", "申请时间"),
        (MembershipApplication, "decided_by", "处理人"),
        (MembershipApplication, "remark", "意见"),
        (PostHeld, "remark", "备注"),
        (CalendarFeed, "made_at", "启用时间"),
    ],
)
def test_a_field_is_called_what_it_is(model, field, word):
    assert str(model._meta.get_field(field).verbose_name) == word


def test_columns_and_forms_have_the_same_words():
    assert str(MembershipChangeAdmin.before_name.short_description) == "变动前"
    assert str(MembershipChangeAdmin.after_name.short_description) == "变动后"
    labels = [str(form().fields["remark"].label) for form in (EndPostForm, MoveForm, DecisionForm)]
    assert labels == ["备注", "备注", "意见"]


def test_an_audience_of_nobody_is_no_vacant_post(db):
    audience = Audience.objects.create(name="空的")
    assert audience.in_words == "无人"


def test_a_code_that_has_expired_has_gone_off_no_page(db):
    code = SignInCode(member=MemberFactory(), expires_at=timezone.now())
    assert str(code.state) == "已过期"


def test_the_applicant_is_not_spoken_of_as_somebody_else():
    assert str(IsMember.sentence) == "已是会员，无需再办理入会。"


def labels_of(key: str, member) -> set[str]:
    holding = next(holding for holding in holdings() if holding.key == key)
    return {str(fact.label) for entry in holding.entries(member) for fact in entry}


def test_a_second_factor_is_set_up_and_not_signed_in(db):
    member = MemberFactory()
    app_of(member)
    assert "启用时间" in labels_of("people.second_factors", member)
