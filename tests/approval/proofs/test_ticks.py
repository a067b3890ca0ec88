"""Who ticks which proof, in which order, on which text, and who takes it back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from approval.errors import UnderReview
from approval.models import Acknowledgement, ProofReading
from approval.proofs.actions import (
    DrafterAlone,
    LaterProofRead,
    NothingToRead,
    NotTheNextProof,
    NotYoursToTakeBack,
    ReadsAnotherProof,
    TextChanged,
    take_back,
    tick,
)
from approval.proofs.standing import standing_of
from approval.proofs.text import text_hash
from honours.models import HonourRecipient
from news.models import NewsPage
from tests.factories import BookFactory, MemberFactory

from ..conftest import decide, make_draft, submit
from .conftest import ask_for, now_says, read, rewrite


@pytest.fixture(params=["draft", "honour_draft"])
def thing(request):
    """A page, and a snippet."""
    return request.getfixturevalue(request.param)


def rounds(thing) -> list[tuple[int, str, bool]]:
    standing = standing_of(type(thing).objects.get(pk=thing.pk))
    return [(reading.round, reading.tick.by_name, reading.is_current) for reading in standing.given]


def test_three_people_read_three_proofs_in_their_order(thing, officer, colleague, third):
    ask_for(3)
    read(thing, 1, officer)
    with pytest.raises(NotTheNextProof):
        read(thing, 3, third)
    read(thing, 2, colleague)
    read(thing, 3, third)
    assert rounds(thing) == [(1, "钱小文", True), (2, "吴桐", True), (3, "郑雯", True)]
    assert standing_of(thing).fault == ""


def test_nothing_is_ticked_where_the_office_asks_for_none(draft, colleague):
    with pytest.raises(NotTheNextProof):
        read(draft, 1, colleague)
    ask_for(1)
    with pytest.raises(NotTheNextProof):
        read(draft, 2, colleague)


def test_a_round_is_not_given_a_second_time_by_somebody_else(draft, colleague, third):
    ask_for(1)
    read(draft, 1, colleague)
    with pytest.raises(NotTheNextProof):
        read(draft, 1, third)
    assert read(draft, 1, colleague) == ProofReading.objects.get()


def test_one_person_reads_one_proof_unless_the_office_allows_several(draft, officer, colleague):
    ask_for(3)
    read(draft, 1, colleague)
    with pytest.raises(ReadsAnotherProof):
        read(draft, 2, colleague)
    ask_for(3, one_reads_several=True)
    read(draft, 2, colleague)
    read(draft, 3, officer)


def test_who_drafted_it_never_gives_all_the_ticks(draft, officer, colleague):
    ask_for(1)
    with pytest.raises(DrafterAlone):
        read(draft, 1, officer)
    ask_for(3, one_reads_several=True)
    read(draft, 1, officer)
    read(draft, 2, officer)
    with pytest.raises(DrafterAlone):
        read(draft, 3, officer)
    read(draft, 3, colleague)


def test_two_people_can_read_three_proofs_and_correct_them(draft, officer, colleague):
    """An office of two: the second one corrects what the first drafted, and reads it."""
    ask_for(3, one_reads_several=True)
    read(draft, 1, officer)
    rewrite(draft, colleague)
    read(draft, 2, colleague)
    read(draft, 3, colleague)
    assert standing_of(NewsPage.objects.get(pk=draft.pk)).fault == ""


def test_a_correction_leaves_earlier_ticks_good_and_asks_for_the_last_once_more(draft, officer, colleague, third):
    ask_for(2)
    read(draft, 1, officer)
    page = rewrite(draft, colleague)
    assert rounds(page) == [(1, "钱小文", False)]
    read(draft, 2, colleague)
    page = rewrite(draft, officer)
    assert rounds(page) == [(1, "钱小文", False), (2, "吴桐", False)]
    assert "二校" in standing_of(page).fault
    with pytest.raises(NotTheNextProof):
        read(draft, 1, officer)
    read(draft, 2, third)
    assert rounds(page) == [(1, "钱小文", False), (2, "郑雯", True)]
    assert standing_of(page).fault == ""


def test_a_change_that_is_undone_makes_the_tick_current_again(draft, officer, colleague):
    ask_for(1)
    title = draft.title
    read(draft, 1, colleague)
    rewrite(draft, officer)
    page = rewrite(draft, officer, title=title)
    assert rounds(page) == [(1, "吴桐", True)]


def test_what_changed_since_it_was_opened_is_not_ticked(draft, officer, colleague):
    ask_for(1)
    shown = now_says(draft)
    page = rewrite(draft, officer)
    with pytest.raises(TextChanged):
        tick(page, 1, shown, colleague)


@pytest.mark.parametrize("role", ["reader", "administrator", "librarian"])
def test_who_may_not_edit_it_does_not_tick_it(role, draft, reader):
    ask_for(1)
    member = reader if role == "reader" else MemberFactory(**{role: True})
    with pytest.raises(PermissionDenied):
        read(draft, 1, member)


def test_a_librarian_ticks_a_book(officer):
    ask_for(1)
    book = BookFactory(draft=True, by=officer)
    read(book, 1, MemberFactory(librarian=True))
    assert ProofReading.objects.about(book).exists()


def test_a_page_that_is_locked_against_changes_is_still_read(draft, officer, colleague):
    ask_for(1)
    NewsPage.objects.filter(pk=draft.pk).update(locked=True, locked_by=officer)
    read(draft, 1, colleague)


def test_what_is_public_has_nothing_to_read(draft, officer, chair, colleague):
    decide(submit(draft, officer), chair)
    ask_for(1)
    with pytest.raises(NothingToRead):
        read(draft, 1, colleague)


def test_a_tick_is_taken_back_by_who_gave_it_and_by_nobody_else(draft, colleague, chair):
    ask_for(1)
    read(draft, 1, colleague)
    with pytest.raises(NotYoursToTakeBack):
        take_back(draft, 1, chair)
    take_back(draft, 1, colleague)
    take_back(draft, 1, colleague)
    assert not ProofReading.objects.exists()


def test_an_earlier_tick_is_not_taken_from_under_a_later_one(draft, officer, colleague):
    ask_for(2)
    read(draft, 1, officer)
    read(draft, 2, colleague)
    with pytest.raises(LaterProofRead):
        take_back(draft, 1, officer)
    take_back(draft, 2, colleague)
    take_back(draft, 1, officer)


def test_ticks_are_neither_given_nor_taken_back_under_review_and_again_when_it_comes_back(
    draft, officer, colleague, chair
):
    ask_for(2, missing_proof="warn")
    read(draft, 1, colleague)
    state = submit(NewsPage.objects.get(pk=draft.pk), officer)
    with pytest.raises(UnderReview):
        read(draft, 2, officer)
    with pytest.raises(UnderReview):
        take_back(draft, 1, colleague)
    decide(state, chair, "reject", "请补充")
    read(draft, 2, officer)


def test_ticks_are_of_one_page_alone(news_index, officer, colleague):
    ask_for(1)
    one, other = make_draft(news_index, officer, "one"), make_draft(news_index, officer, "other")
    read(one, 1, colleague)
    assert rounds(other) == []


def test_the_database_keeps_the_order_and_one_tick_a_round(draft, colleague):
    ask_for(2)
    first = read(draft, 1, colleague)
    first.pk, first.round = None, 3
    with pytest.raises(DatabaseError), transaction.atomic():
        first.save()


def test_ticks_and_acknowledgements_go_with_the_thing_and_no_other(thing, news_index, officer, colleague):
    ask_for(1)
    other = make_draft(news_index, officer, "other")
    for each in (thing, other):
        read(each, 1, colleague)
        Acknowledgement.objects.create(
            content_type=each.get_base_content_type(), object_id=each.pk, fingerprint="0" * 64, reason="示例"
        )
    type(thing).objects.get(pk=thing.pk).delete()
    assert [row.object_id for row in ProofReading.objects.all()] == [str(other.pk)]
    assert [row.object_id for row in Acknowledgement.objects.all()] == [str(other.pk)]


def test_ticks_below_a_page_that_is_deleted_go_with_it(news_index, draft, colleague):
    ask_for(1)
    read(draft, 1, colleague)
    news_index.delete()
    assert not ProofReading.objects.exists()


def says(thing) -> str:
    return text_hash(type(thing).objects.get(pk=thing.pk).latest_revision)


def test_what_the_editor_stores_differently_without_a_change_leaves_a_tick_current(draft, officer):
    rewrite(
        draft,
        officer,
        body=[("text", '<p>八点<b>集合</b>，见<a linktype="page" id="3">通知</a>。</p>\n<p>自带水杯。</p>')],
    )
    before = says(draft)
    stored = (
        '<p data-block-key="a1">八点<b>集合</b>，见<a id="3" linktype="page">通知</a>。</p>'
        '<p data-block-key="b2">自带水杯。</p>'
    )
    rewrite(draft, officer, body=[("text", stored)])
    assert says(draft) == before


@pytest.mark.parametrize(
    "text",
    [
        "<p>九点<b>集合</b>。</p>",
        "<p>八点集合。</p>",
        "<p>八点</p><p><b>集合</b>。</p>",
        '<p>八点<b>集合</b>。</p><p><a linktype="page" id="3">通知</a></p>',
        "<p>八点 <b>集合</b>。</p>",
    ],
)
def test_another_word_another_form_another_paragraph_and_a_link_make_it_stale(text, draft, officer):
    rewrite(draft, officer, body=[("text", "<p>八点<b>集合</b>。</p>")])
    before = says(draft)
    rewrite(draft, officer, body=[("text", text)])
    assert says(draft) != before


def test_the_order_of_recipients_is_read_and_that_of_tags_is_not(honour_draft, draft, officer):
    honour_draft.recipients = [HonourRecipient(name=name, sort_order=place) for place, name in enumerate("甲乙")]
    honour_draft.save_revision(user=officer)
    before = says(honour_draft)
    honour_draft.recipients = [HonourRecipient(name=name, sort_order=place) for place, name in enumerate("乙甲")]
    honour_draft.save_revision(user=officer)
    assert says(honour_draft) != before
    draft.tags.set(["春天", "健步"])
    draft.save_revision(user=officer)
    before = says(draft)
    draft.tags.set(["健步", "春天"], clear=True)
    draft.save_revision(user=officer)
    assert says(draft) == before
