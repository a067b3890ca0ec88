"""Words that the office says mean the same, and a word that finds others: who keeps them, and what they find."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.models import Synonym, SynonymWord
from cms.search.finding import find
from cms.search.questions import MOST_ALTERNATIVES, understand
from cms.search.synonyms import WordTaken, keep_synonym, meanings, widen
from cms.search.text import key_of
from tests.factories import ClubPageFactory, MemberFactory, NewsPageFactory
from tests.list_costs import queries_for

EQUAL, WIDER = Synonym.Kind.EQUAL, Synonym.Kind.WIDER
KEEPERS = ["officer", "chair", "deputy"]
OTHERS = ["librarian", "administrator"]
PAGES = ["synonym:index", "synonym:add"]


def equal(*words) -> Synonym:
    return keep_synonym(Synonym(kind=EQUAL), words)


def wider(word, *others) -> Synonym:
    return keep_synonym(Synonym(kind=WIDER), others, word)


def form_of(words, kind=EQUAL, wider="") -> dict[str, str]:
    return {"kind": str(kind), "wider": wider, "words": "\n".join(words)}


@pytest.fixture
def officer(client, db):
    member = MemberFactory(officer=True)
    client.force_login(member)
    return member


def found(typed, indexed) -> set[str]:
    indexed()
    hits = find(widen(understand(typed)), AnonymousUser()).hits
    titles = {page.pk: page.title for page in (*NewsPageFactory._meta.model.objects.all(),)}
    return {titles[hit.object_id] for hit in hits}


def test_words_that_mean_the_same_find_each_other(site, indexed):
    NewsPageFactory(title="职代会召开")
    NewsPageFactory(title="职工代表大会公告")
    NewsPageFactory(title="篮球赛")
    equal("职代会", "职工代表大会")
    both = {"职代会召开", "职工代表大会公告"}
    assert found("职代会", indexed) == both
    assert found("職工代表大會", indexed) == both
    assert found("篮球", indexed) == {"篮球赛"}


def test_a_wider_word_finds_the_others_and_they_do_not_find_it(site, indexed):
    for title in ("托管班通知", "暑托班开班", "寒托班开班", "晚托班开班"):
        NewsPageFactory(title=title)
    wider("托管班", "暑托班", "寒托班", "晚托班")
    assert found("托管班", indexed) == {"托管班通知", "暑托班开班", "寒托班开班", "晚托班开班"}
    assert found("暑托班", indexed) == {"暑托班开班"}


def test_without_synonyms_each_word_finds_itself_alone(site, indexed):
    NewsPageFactory(title="职代会召开")
    NewsPageFactory(title="职工代表大会公告")
    assert found("职代会", indexed) == {"职代会召开"}


def test_what_is_left_out_is_left_out_as_it_was_typed(site, indexed):
    NewsPageFactory(title="职代会提案")
    NewsPageFactory(title="职工代表大会提案")
    equal("职代会", "职工代表大会")
    assert found("提案 -职代会", indexed) == {"职工代表大会提案"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("职代会", ["职工代表大会"]),
        ("职工代表大会", ["职代会"]),
        ("职代会提案", ["职工代表大会提案"]),
        ("第三届职代会提案", ["第三届职工代表大会提案"]),
        ("ＣＰＲ", ["心肺复苏"]),
        ("cpr培训", ["心肺复苏培训"]),
        ("心肺复苏", ["cpr"]),
        ("cprs", []),
        ("心肺复苏aed", ["cpr aed"]),
        ("提案", []),
        ("职代", []),
        ("", []),
    ],
)
def test_a_word_within_what_is_asked_is_replaced_and_letters_only_as_whole_words(typed, meant, db):
    equal("职代会", "职工代表大会")
    equal("CPR", "心肺复苏")
    assert meanings(key_of(typed)) == meant


def test_the_longest_word_is_replaced_first_and_there_are_not_too_many(db):
    equal("托管", *(f"看管{n}号" for n in range(19)))
    wider("托管班", "暑托班")
    said = meanings("托管班")
    assert said[0] == "暑托班"
    assert len(said) == MOST_ALTERNATIVES


def test_a_search_asks_for_synonyms_once_whatever_it_says(db):
    for number in range(30):
        equal(f"词语{number}", f"说法{number}")
    with CaptureQueriesContext(connection) as captured:
        widened = widen(understand("词语1 词语2 词语3 瑜伽"))
    assert len(captured) == 1
    assert [term.alternatives for term in widened.terms] == [("说法1",), ("说法2",), ("说法3",), ()]


def test_what_one_process_changes_holds_in_the_next_search(db):
    row = equal("职代会", "职工代表大会")
    keep_synonym(Synonym.objects.get(pk=row.pk), ["职代会", "职代大会"])
    assert meanings("职代会") == ["职代大会"]
    Synonym.objects.all().delete()
    assert meanings("职代会") == []


def test_a_word_means_one_thing_in_each_direction(db):
    equal("职代会", "职工代表大会")
    wider("托管班", "暑托班")
    with pytest.raises(WordTaken, match="职代会"):
        equal("職代會", "代表会")
    with pytest.raises(WordTaken, match="托管班"):
        wider("托管班", "晚托班")
    assert Synonym.objects.count() == 2
    # In the other direction, and as one of several that are found, it may stand again.
    wider("职代会", "暑托班")
    wider("代表会", "职代会", "暑托班")
    assert set(meanings("职代会")) == {"职工代表大会", "暑托班"}


def test_a_row_that_is_refused_stays_as_it_was(db):
    equal("职代会", "职工代表大会")
    other = equal("疗养", "疗休养")
    with pytest.raises(WordTaken):
        keep_synonym(other, ["疗养", "职代会"])
    assert str(Synonym.objects.get(pk=other.pk)) == "疗养 = 疗休养"


def test_the_database_itself_refuses_a_second_meaning(db):
    row, other = equal("职代会", "职工代表大会"), equal("疗养", "疗休养")
    assert row.words.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SynonymWord.objects.create(synonym=other, role="equal", text="职代会", key="职代会")


@pytest.mark.parametrize("role", KEEPERS)
def test_officer_chair_and_deputy_keep_the_words(role, client, db):
    client.force_login(MemberFactory(**{role: True}))
    client.post(reverse("synonym:add"), form_of(["职代会", " 职工代表大会 ", ""]))
    row = Synonym.objects.get()
    assert str(row) == "职代会 = 职工代表大会"
    client.post(reverse("synonym:edit", args=[row.pk]), form_of(["暑托班", "晚托班"], WIDER, "托管班"))
    assert str(Synonym.objects.get()) == "托管班 → 暑托班、晚托班"
    html = client.get(reverse("synonym:index")).content.decode()
    assert "托管班 → 暑托班、晚托班" in html
    assert f'href="{reverse("synonym:edit", args=[row.pk])}"' in html
    client.post(reverse("synonym:delete", args=[row.pk]))
    assert not SynonymWord.objects.exists()


def test_a_change_is_logged_with_who_made_it(officer, client):
    client.post(reverse("synonym:add"), form_of(["职代会", "职工代表大会"]))
    row = Synonym.objects.get()
    client.post(reverse("synonym:edit", args=[row.pk]), form_of(["职代会", "职代大会"]))
    client.post(reverse("synonym:delete", args=[row.pk]))
    logged = ModelLogEntry.objects.filter(object_id=row.pk, content_type__model="synonym").order_by("timestamp")
    assert [(entry.action, entry.user_id, entry.label) for entry in logged] == [
        ("wagtail.create", officer.pk, "职代会 = 职工代表大会"),
        ("wagtail.edit", officer.pk, "职代会 = 职代大会"),
        ("wagtail.delete", officer.pk, "职代会 = 职代大会"),
    ]


@pytest.mark.parametrize("role", [*OTHERS, "member", "leader"])
def test_nobody_else_sees_or_changes_them(role, client, site):
    row = equal("职代会", "职工代表大会")
    member = MemberFactory(**({role: True} if role in OTHERS else {}))
    if role == "leader":
        ClubPageFactory(led_by=[member])
    client.force_login(member)
    addresses = [reverse(name) for name in PAGES]
    addresses += [reverse(f"synonym:{act}", args=[row.pk]) for act in ("edit", "delete")]
    for address in addresses:
        for ask in (client.get, client.post):
            response = ask(address, form_of(["别的", "另外的"]))
            assert response.status_code in (302, 403), address
    assert str(Synonym.objects.get()) == "职代会 = 职工代表大会"


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (form_of(["职代会"]), "words", "two words"),
        (form_of([]), "words", "required"),
        (form_of([f"词语{n}" for n in range(21)]), "words", "20"),
        (form_of(["职代会", "会"]), "words", "“会”"),
        (form_of(["职代会", "长" * 21]), "words", "20 characters"),
        (form_of(["职代会", "職代會"]), "words", "“職代會”"),
        (form_of(["职代会", "职工，代表"]), "words", "punctuation"),
        (form_of(["职代会", "！！"]), "words", "“！！”"),
        (form_of(["暑托班"], WIDER), "wider", "wider"),
        (form_of(["暑托班"], WIDER, "班"), "wider", "“班”"),
        (form_of(["暑托班", "托管班"], WIDER, "托管班"), "wider", "“托管班”"),
        (form_of(["提案", "建议"]), "words", "提案 = 议案"),
        (form_of(["暑托班", "晚托班"], WIDER, "看护班"), "wider", "看护班 → 照看"),
        (form_of(["暑托班", "晚托班"], "both"), "kind", ""),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence_at_its_field(form, field, said, officer, client):
    equal("提案", "议案")
    wider("看护班", "照看")
    UserProfile.objects.create(user=officer, preferred_language="en")
    response = client.post(reverse("synonym:add"), form)
    assert response.status_code == 200
    with override("en"):
        assert said in " ".join(response.context["form"].errors[field])
    assert Synonym.objects.count() == 2


def test_the_way_from_a_search_without_results_fills_in_its_words(officer, client):
    html = client.get(reverse("synonym:add"), {"words": "疗修养"}).content.decode()
    assert "疗修养</textarea>" in html


def test_the_list_is_searched_and_costs_the_same_for_one_and_for_twenty(officer, client):
    equal("职代会", "职工代表大会")
    address = reverse("synonym:index")
    few = queries_for(client, address)
    for number in range(19):
        equal(f"词语{number}", f"说法{number}", f"叫法{number}")
    assert len(queries_for(client, address)) == len(few)
    html = client.get(address, {"q": "职工代表"}).content.decode()
    assert "职代会 = 职工代表大会" in html
    assert "词语3" not in html


@pytest.mark.parametrize("typed", ["职代会", "職代會", "代 表", "“职工代表”", "职代会 代表大会"])
def test_a_row_is_found_in_the_list_however_its_words_are_typed(typed, officer, client):
    equal("职代会", "职工代表大会")
    equal("疗养", "疗休养")
    rows = client.get(reverse("synonym:index"), {"q": typed}).context["object_list"]
    assert [row.said for row in rows] == ["职代会 = 职工代表大会"]


def test_a_wider_word_is_not_lost_where_the_words_mean_the_same(officer, client):
    answer = client.post(reverse("synonym:add"), form_of(["暑托班", "晚托班"], wider="托管班"))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["wider"]
    assert not Synonym.objects.exists()


def test_what_is_refused_for_its_length_is_not_repeated_whole(officer, client):
    answer = client.post(reverse("synonym:add"), form_of(["长" * 10_000, "短词"]))
    [said] = answer.context["form"].errors["words"]
    assert "长" * 40 in said
    assert len(said) < 100
