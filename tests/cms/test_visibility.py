"""Who may read a page: what it says itself, and what the pages above it say."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approval.checks.findings import findings_of
from approval.errors import ContentsChanged
from approval.models import ApprovalRecord
from cms.models import Restriction, Visibility
from cms.pages import UnionPage
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from people.models import Audience, Department, Member
from tests.approval.conftest import decide, submit
from tests.factories import (
    CampusFactory,
    DepartmentFactory,
    ImageFactory,
    MemberFactory,
    NewsPageFactory,
    StandardPageFactory,
    UnionGroupFactory,
)
from tests.list_costs import queries_for

from .secrets import PAGE_TYPES

pytestmark = pytest.mark.django_db
PUBLIC, STAFF, AUDIENCE = UnionPage.Visibility.PUBLIC, UnionPage.Visibility.STAFF, UnionPage.Visibility.AUDIENCE


@pytest.fixture
def emergency():
    return DepartmentFactory(name="急诊科")


@pytest.fixture
def audience(emergency):
    made = Audience.objects.create(name="急诊")
    made.departments.add(emergency)
    return made


@pytest.fixture
def inside(emergency):
    return MemberFactory(department=emergency)


def publish(page, **said):
    page = type(page).objects.get(pk=page.pk)
    for name, value in said.items():
        setattr(page, name, value)
    page.save_revision().publish(skip_permission_checks=True)


def status(client, address, member=None) -> int:
    client.logout()
    if member:
        client.force_login(member)
    return client.get(address).status_code


def test_a_subpage_is_never_more_public_than_the_pages_above_it(site, client, inside, audience):
    section = StandardPageFactory(slug="section")
    middle = StandardPageFactory(parent=section, slug="middle")
    page = StandardPageFactory(parent=middle, slug="page")
    outside = MemberFactory()

    def answers() -> list[int]:
        return [status(client, page.url, member) for member in (None, outside, inside)]

    assert answers() == [200, 200, 200]
    publish(section, visibility=STAFF)
    assert answers() == [302, 200, 200]
    publish(middle, visibility=AUDIENCE, audience=audience)
    assert answers() == [302, 404, 200]
    publish(middle, visibility=PUBLIC, audience=None)
    publish(page, visibility=AUDIENCE, audience=audience)
    assert answers() == [302, 404, 200]
    publish(page, visibility=PUBLIC, audience=None)
    publish(section, visibility=PUBLIC)
    assert answers() == [200, 200, 200]


def test_who_is_to_read_a_page_within_a_section_belongs_to_both_audiences(site, client, inside, audience, emergency):
    campus = CampusFactory()
    east = Audience.objects.create(name="东院")
    east.campuses.add(campus)
    section = StandardPageFactory(slug="section", visibility=AUDIENCE, audience=audience)
    page = StandardPageFactory(parent=section, slug="page", visibility=AUDIENCE, audience=east)
    both = MemberFactory(department=emergency, campus=campus)
    readers = [inside, MemberFactory(campus=campus), both]
    assert [status(client, page.url, member) for member in readers] == [404, 404, 200]


def test_a_section_that_was_taken_down_still_keeps_its_subpages_from_others(site, client):
    section = StandardPageFactory(slug="section", visibility=STAFF)
    page = StandardPageFactory(parent=section, slug="page")
    StandardPage.objects.get(pk=section.pk).unpublish()
    # The officer's draft of what is down is written into its row, and nobody has approved it.
    draft = StandardPage.objects.get(pk=section.pk)
    draft.visibility = PUBLIC
    draft.save()
    draft.save_revision()
    assert status(client, page.url) == 302
    assert page not in StandardPage.objects.visible_to(client.get("/").wsgi_request.user)


def test_a_draft_changes_nothing_about_who_reads_it(site, client):
    page = StandardPageFactory(slug="page", visibility=STAFF)
    draft = StandardPage.objects.get(pk=page.pk)
    draft.visibility = PUBLIC
    draft.save_revision(user=MemberFactory(officer=True))
    assert status(client, page.url) == 302
    assert Restriction.objects.get().page_id == page.pk
    decide(submit(draft, MemberFactory(officer=True)), MemberFactory(chair=True))
    assert status(client, page.url) == 200
    assert not Restriction.objects.exists()


def test_files_of_all_subpages_follow_the_section_at_once(site, client, audience, inside):
    picture = ImageFactory(visibility=Visibility.PRIVATE)
    rendition = picture.get_rendition("width-100")
    NewsPageFactory(cover=picture)
    news, outside = NewsIndexPage.objects.get(), MemberFactory()

    def answers() -> list[int]:
        found = [[status(client, file.url, member) for member in (None, outside, inside)] for file in files]
        assert found[0] == found[1]
        return found[0]

    files = [picture.file, rendition]
    assert answers() == [200, 200, 200]
    publish(news, visibility=STAFF)
    assert answers() == [404, 200, 200]
    publish(news, visibility=AUDIENCE, audience=audience)
    assert answers() == [404, 404, 200]
    # What somebody else may read shows it as well.
    StandardPageFactory(slug="other", visibility=STAFF, body=[("picture", {"image": picture, "caption": ""})])
    assert answers() == [404, 200, 200]
    publish(news, visibility=PUBLIC, audience=None)
    assert answers() == [200, 200, 200]


def test_a_picture_of_pages_for_two_audiences_is_for_both(site, client, audience, inside):
    picture = ImageFactory(visibility=Visibility.PRIVATE)
    group = UnionGroupFactory()
    other = Audience.objects.create(name="第二小组")
    other.union_groups.add(group)
    NewsPageFactory(cover=picture, visibility=AUDIENCE, audience=audience)
    NewsPageFactory(cover=picture, visibility=AUDIENCE, audience=other)
    readers = [None, MemberFactory(), MemberFactory(union_group=group), inside]
    assert [status(client, picture.file.url, member) for member in readers] == [404, 404, 200, 200]


def test_what_becomes_for_staff_leaves_feed_search_and_news_at_once(site, client):
    page = NewsPageFactory(title="考勤说明", slug="on-duty-rules")
    asked = ["/feed/", "/search/?q=考勤", "/news/"]
    assert all(page.slug in client.get(address).content.decode() for address in asked)
    publish(page, visibility=STAFF)
    assert not any(page.slug in client.get(address).content.decode() for address in asked)


def test_whoever_works_on_pages_reads_them_all(site, client, audience):
    page = NewsPageFactory(visibility=AUDIENCE, audience=audience)
    working = [MemberFactory(**{role: True}) for role in ("officer", "chair", "deputy")]
    others = [MemberFactory(**{role: True}) for role in ("librarian", "administrator")]
    assert [status(client, page.url, member) for member in working + others] == [200, 200, 200, 404, 404]


def test_a_department_stands_for_those_that_belong_to_it(site, client, audience, emergency, django_assert_num_queries):
    ward = DepartmentFactory(name="急诊病区", parent=emergency)
    inside = MemberFactory(department=DepartmentFactory(name="急诊观察室", parent=ward))
    beside, above = MemberFactory(department=DepartmentFactory()), DepartmentFactory(name="临床部")
    Department.objects.filter(pk=emergency.pk).update(parent=above)
    page = NewsPageFactory(visibility=AUDIENCE, audience=audience)
    readers = [inside, beside, MemberFactory(department=above)]
    assert [status(client, page.url, member) for member in readers] == [200, 404, 404]
    assert set(Member.objects.in_audience(audience)) == {inside}
    assert Restriction.objects.get().in_words == "仅限：急诊科（含下属科室）"
    # However deep it lies.
    with django_assert_num_queries(1):
        assert list(Audience.objects.including(inside)) == [audience]


def test_no_departments_belong_to_each_other_in_a_circle(emergency):
    ward = DepartmentFactory(name="急诊病区", parent=emergency)
    for parent in (emergency, ward):
        emergency.parent = parent
        with pytest.raises(ValidationError, match="上级"):
            emergency.full_clean()
    # Past the form nothing goes round for ever.
    Department.objects.filter(pk=emergency.pk).update(parent=ward)
    assert Department.objects.above(ward.pk).count() == 2
    assert Department.objects.below([ward.pk]).count() == 2


def test_who_belongs_to_no_department_is_not_of_an_audience_that_names_none(site, client):
    """Nothing is a part of the house: an audience of a campus has no departments, and so has whoever has none."""
    campus = CampusFactory()
    east = Audience.objects.create(name="东院")
    east.campuses.add(campus)
    nobody = Audience.objects.create(name="暂无")
    page = NewsPageFactory(visibility=AUDIENCE, audience=east)
    outside = MemberFactory(department=None, campus=None, union_group=None)
    assert list(Audience.objects.including(outside)) == []
    assert not nobody.includes(outside)
    assert status(client, page.url, outside) == 404
    assert status(client, page.url, MemberFactory(campus=campus)) == 200


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_an_audience_is_named_where_one_is_meant_and_nowhere_else(model, site, audience):
    page = model(title="页面", visibility=AUDIENCE)
    with pytest.raises(ValidationError, match="人员范围"):
        page.validate_constraints()
    page.audience = audience
    page.validate_constraints()
    page.visibility = STAFF
    with pytest.raises(ValidationError, match="人员范围"):
        page.validate_constraints()
    row = StandardPageFactory() if model is StandardPage else model.objects.first()
    if row is not None:
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(visibility=AUDIENCE)


def test_an_audience_that_something_is_for_is_not_deleted(site, audience):
    NewsPageFactory(visibility=AUDIENCE, audience=audience)
    with pytest.raises(ProtectedError):
        audience.delete()


def test_the_chair_reads_for_whom_it_is_and_so_do_record_and_sheet(site, client, audience):
    audience.departments.add(DepartmentFactory(name="护理部"))
    page = NewsPageFactory(draft=True, visibility=AUDIENCE, audience=audience)
    chair = MemberFactory(chair=True)
    state = submit(page, MemberFactory(officer=True))
    client.force_login(chair)
    review = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert "仅限：急诊科、护理部" in review or "仅限：护理部、急诊科" in review
    publish(NewsIndexPage.objects.get(), visibility=STAFF)
    assert "仅登录职工" in client.get(reverse("approval_review", args=[state.pk])).context["readers"]
    decide(state, chair)
    record = ApprovalRecord.objects.filter(words__names__contains=[{"what": f"people.audience:{audience.pk}"}]).exclude(
        words__text=""
    )[0]
    assert "急诊科" in str(record.words.names)
    assert "护理部" in record.words.text


def test_an_audience_that_was_widened_since_stops_the_approval(site, audience):
    page = NewsPageFactory(draft=True, visibility=AUDIENCE, audience=audience)
    state = submit(page, MemberFactory(officer=True))
    audience.departments.add(DepartmentFactory(name="财务科"))
    with pytest.raises(ContentsChanged, match="财务科"):
        decide(state, MemberFactory(chair=True))
    assert not NewsPage.objects.get(pk=page.pk).live


def test_an_audience_that_asks_something_else_since_stops_the_approval(site, audience):
    page = NewsPageFactory(draft=True, visibility=AUDIENCE, audience=audience)
    state = submit(page, MemberFactory(officer=True))
    Audience.objects.filter(pk=audience.pk).update(gender=Member.Gender.FEMALE, age_to=40)
    with pytest.raises(ContentsChanged, match="女职工；40周岁及以下"):
        decide(state, MemberFactory(chair=True))
    assert not NewsPage.objects.get(pk=page.pk).live


def test_an_officer_keeps_no_audience(client, audience):
    """Who belongs to one is the administrator's: no second person looks at it, so it is not the author's either."""
    before = set(audience.departments.all())
    address = reverse("audience:edit", args=[audience.pk])
    for role, answer in [("officer", 302), ("chair", 302), ("librarian", 302), ("administrator", 200)]:
        client.force_login(MemberFactory(**{role: True}))
        assert client.get(address).status_code == answer, role
        if answer != 200:
            client.post(address, {"name": "急诊", "everyone": "on"})
    audience.refresh_from_db()
    assert not audience.everyone
    assert set(audience.departments.all()) == before


def test_lists_cost_as_much_with_many_restrictions_as_with_one(site, client, audience, inside):
    client.force_login(inside)
    addresses = ["/", "/news/", "/feed/", "/search/?q=工会", "/clubs/"]
    NewsPageFactory(visibility=AUDIENCE, audience=audience)
    StandardPageFactory(slug="section", visibility=STAFF, title="工会", show_in_menus=True)
    one = [len(queries_for(client, address)) for address in addresses]
    for number in range(5):
        section = StandardPageFactory(listed=True, slug=f"section-{number}", visibility=STAFF, title="工会")
        StandardPageFactory(listed=True, parent=section, slug="page", title="工会")
        other = Audience.objects.create(name=f"人群{number}")
        other.departments.add(inside.department)
        NewsPageFactory(listed=True, visibility=AUDIENCE, audience=other)
    assert [len(queries_for(client, address)) for address in addresses] == one


def test_a_reader_is_asked_for_audiences_once(site, client, audience, inside):
    NewsPageFactory(visibility=AUDIENCE, audience=audience)
    client.force_login(inside)
    client.get("/search/?q=工会")
    with CaptureQueriesContext(connection) as captured:
        client.get("/search/?q=工会")
    assert sum('FROM "people_audience"' in query["sql"] for query in captured) == 1


def codes(thing) -> list[str]:
    return [finding.check for finding in findings_of(thing)]


def test_the_approver_is_warned_of_a_link_that_not_all_readers_may_follow(site, audience):
    section = StandardPageFactory(slug="section", visibility=AUDIENCE, audience=audience)
    inner = StandardPageFactory(parent=section, slug="inner")
    text = [("text", f'<p>见<a linktype="page" id="{inner.pk}">排班</a></p>')]
    said = {"body": text, "draft": True}
    other = Audience.objects.create(name="其他")
    assert codes(NewsPageFactory(**said)) == ["narrower_link"]
    assert codes(NewsPageFactory(**said, visibility=STAFF)) == ["narrower_link"]
    assert codes(NewsPageFactory(**said, visibility=AUDIENCE, audience=other)) == ["narrower_link"]
    assert codes(NewsPageFactory(**said, visibility=AUDIENCE, audience=audience)) == []
    publish(section, visibility=STAFF, audience=None)
    assert codes(NewsPageFactory(**said, visibility=AUDIENCE, audience=other)) == []
    publish(section, visibility=PUBLIC)
    assert codes(NewsPageFactory(**said)) == []
