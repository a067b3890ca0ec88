"""What a form takes, what it refuses, and that nothing typed is lost."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from signups.answers.files import safe_name
from signups.answers.forms import AnswersForm
from signups.answers.masking import masked_id, masked_mobile
from signups.models import Answers, Offering, SignUp, SignUpTerms

from .asking import (
    BORN,
    BROUGHT,
    FOOD,
    GUARDIAN,
    INSURED,
    PHONE,
    PICK_UP,
    PROOF,
    PROOF_IF_ANY,
    RESIDENT_ID,
    SAFETY,
    SIZE,
    TOLD,
    ask,
    name_of,
    pdf,
    picked_up_by,
    picture,
    word,
)


def asking(*questions, company=SignUpTerms.Company.DEPENDANT) -> Offering:
    offering = Offering(title="托管班", company=company)
    offering.questions = list(questions)
    return offering


def filled(questions, data=None, files=None, **options) -> AnswersForm:
    return AnswersForm(asking(*questions, **options), data or {}, files or {})


def problems(question, value, **options) -> list[str]:
    form = filled([question], {name_of(question): value}, **options)
    return list(form.errors.get(name_of(question), []))


def test_without_questions_there_is_nothing_to_fill_in():
    form = filled([])
    assert (list(form.fields), form.is_valid(), form.said) == ([], True, {})


def test_each_kind_takes_what_it_asks_for():
    data = QueryDict(mutable=True)
    data.update(
        {
            name_of(SIZE): "M",
            name_of(BROUGHT): "3",
            name_of(TOLD): "  靠窗\n谢谢 ",
            name_of(BORN): "2024-02-29",
            name_of(PHONE): "+86 138-0013-8000",
            name_of(INSURED): "１１０１０１１９９００３０７４５１４",
            name_of(SAFETY): "on",
            **picked_up_by(("王芳", "姑姑", "13912345678")),
        }
    )
    data.setlist(name_of(FOOD), ["辣", "海鲜"])
    form = filled(
        [SIZE, FOOD, BROUGHT, TOLD, BORN, PHONE, INSURED, SAFETY, PICK_UP, PROOF], data, {name_of(PROOF): pdf()}
    )
    assert form.is_valid(), form.errors
    assert form.said == {
        SIZE["id"]: "M",
        FOOD["id"]: ["辣", "海鲜"],
        BROUGHT["id"]: 3,
        TOLD["id"]: "靠窗\n谢谢",
        BORN["id"]: "2024-02-29",
        PHONE["id"]: "13800138000",
        INSURED["id"]: RESIDENT_ID,
        PICK_UP["id"]: [{"name": "王芳", "relation": "姑姑", "mobile": "13912345678"}],
    }
    assert [question.label for question in form.agreed] == ["安全承诺书"]
    assert form.attached[PROOF["id"]].name == "材料.pdf"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (SIZE, "XXL"),
        (FOOD, ["辣", "鱼"]),
        (BROUGHT, "10"),
        (BROUGHT, "-1"),
        (BROUGHT, "3.5"),
        (BORN, "2025-02-29"),
        (PHONE, "12800138000"),
        (PHONE, "1380013800"),
        (PHONE, "138001380000"),
        (INSURED, RESIDENT_ID[:-1] + "5"),
        (INSURED, RESIDENT_ID[:-1]),
        (INSURED, "110101199002304514"),
        (INSURED, "不知道"),
        (SAFETY, ""),
        (TOLD, "长" * 1001),
        (ask("short_text", "称呼"), "长" * 101),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_a_sentence(question, value):
    assert problems(question, value)


@pytest.mark.parametrize("number", ["110101199003074514", "33010219850612001x", "33010219850612001X"])
def test_resident_id_numbers_are_taken_with_either_x(number):
    assert not problems(INSURED, number)


def test_what_is_voluntary_may_be_left_out():
    assert filled([FOOD, TOLD, PROOF_IF_ANY]).is_valid()
    assert not filled([SIZE]).is_valid()


@pytest.mark.parametrize(
    ("people", "fits"),
    [
        ([("王芳", "姑姑", "13912345678")], True),
        ([("王芳", "姑姑", "13912345678"), ("", "", "")], True),
        ([("王芳", "姑姑", "13912345678"), ("李强", "", "")], False),
        ([("王芳", "姑姑", "139")], False),
        ([("", "", ""), ("李强", "舅舅", "13912345678")], False),
        ([], False),
    ],
)
def test_of_each_person_everything_is_said_or_nothing(people, fits):
    assert filled([PICK_UP], picked_up_by(*people)).is_valid() == fits


@pytest.mark.parametrize("company", [SignUpTerms.Company.MAY_BRING, SignUpTerms.Company.ALONE])
def test_who_may_come_without_a_child_is_not_made_to_answer_for_one(company):
    assert filled([GUARDIAN, PICK_UP], company=company).is_valid()
    assert not filled([SAFETY], company=company).is_valid()


@pytest.mark.parametrize("file", [picture(), picture("a.png", "PNG"), pdf(), word()], ids=lambda file: file.name)
def test_files_of_the_kinds_that_are_asked_for_are_taken(file):
    assert filled([PROOF], {}, {name_of(PROOF): file}).is_valid()


@pytest.mark.parametrize(
    "file",
    [
        pdf("证明.exe"),
        pdf("证明.jpg"),
        picture("证明.pdf"),
        word("证明.docx", vbaProject="x"),
        word("证明.xlsx"),
        picture("证明.gif", "GIF"),
        pdf("证明"),
    ],
    ids=["programme", "no picture", "no pdf", "macros", "no word", "gif", "no suffix"],
)
def test_files_that_are_something_else_are_refused(file):
    assert not filled([PROOF], {}, {name_of(PROOF): file}).is_valid()


def test_a_file_that_is_too_large_is_refused():
    file = pdf()
    file.size = 3 * 1024 * 1024
    form = filled([PROOF], {}, {name_of(PROOF): file})
    assert "2" in form.errors[name_of(PROOF)][0]


def test_a_picture_comes_without_what_the_camera_wrote_into_it():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-MAKER"
    file = picture(exif=exif)
    assert b"SECRET-MAKER" in file.read()
    file.seek(0)
    form = filled([PROOF], {}, {name_of(PROOF): file})
    assert form.is_valid()
    assert b"SECRET-MAKER" not in form.attached[PROOF["id"]].content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/证明.PDF", "证明.pdf"),
        (r"C:\Users\王\证明.pdf", "证明.pdf"),
        ("证明\u202efdp.exe", "证明_fdp.exe"),
        ('a"b\r\nX: y.pdf', "a_b_X_ y.pdf"),
        (".pdf", "file.pdf"),
        ("长" * 200 + ".pdf", "长" * 76 + ".pdf"),
        ("", "file"),
    ],
)
def test_file_names_keep_their_words_and_nothing_that_means_something(given, kept):
    assert safe_name(given) == kept


def test_a_form_that_is_refused_keeps_what_was_typed_and_asks_for_the_file_again():
    data = {name_of(SIZE): "M", name_of(TOLD): "靠窗", name_of(PHONE): "139"}
    form = filled([SIZE, TOLD, PHONE, PROOF], data, {name_of(PROOF): pdf("<b>证明.pdf")})
    html = str(form)
    assert not form.is_valid()
    assert "靠窗" in html
    assert "_b_证明.pdf" in html
    assert 'value="139"' in html
    help_text = form.fields[name_of(PROOF)].help_text
    assert "_b_证明.pdf" in help_text
    assert "<b>" not in help_text


def test_what_the_office_wrote_is_text_and_never_markup():
    question = ask("short_text", "<script>x", help="<img src=x>")
    consent = ask("consent", "承诺", purpose="other", text="<script>alert(1)</script>\n第二行")
    html = str(filled([question, consent]))
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "第二行" in html


def test_a_consent_shows_its_words_beside_the_box():
    form = filled([SAFETY])
    assert "听从老师安排" in form.fields[name_of(SAFETY)].help_text


@pytest.mark.parametrize(("number", "shown"), [(RESIDENT_ID, "110***********4514"), ("1234", "****"), ("", "")])
def test_a_resident_id_number_is_shown_in_part(number, shown):
    assert masked_id(number) == shown


def test_a_mobile_number_is_shown_in_part():
    assert masked_mobile("13800138000") == "138****8000"


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda text: text.strip()
)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).filter(str.isascii)


@st.composite
def resident_ids(draw) -> str:
    day = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    first = f"330102{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(
    size=st.sampled_from(["S", "M", "L"]),
    food=st.lists(st.sampled_from(["辣", "海鲜", "牛羊肉"]), unique=True),
    chairs=st.integers(0, 9),
    told=TEXT,
    born=st.dates(date(1950, 1, 1), date(2026, 1, 1)),
    phone=MOBILES,
    number=resident_ids(),
    people=st.lists(st.tuples(TEXT.map(lambda text: text[:20]), st.just("姑姑"), MOBILES), min_size=1, max_size=2),
)
def test_what_is_answered_is_what_is_read_again(size, food, chairs, told, born, phone, number, people):
    """From the browser through the form, sealed and unsealed, and into a form for changing it: nothing changes."""
    questions = [SIZE, FOOD, BROUGHT, TOLD, BORN, PHONE, INSURED, PICK_UP]
    people = [person for person in people if person[0].strip()]
    if not people:
        return
    data = QueryDict(mutable=True)
    data.update({name_of(SIZE): size, name_of(BROUGHT): str(chairs), name_of(TOLD): told, name_of(BORN): str(born)})
    data.update({name_of(PHONE): phone, name_of(INSURED): number, **picked_up_by(*people)})
    data.setlist(name_of(FOOD), food)
    form = filled(questions, data)
    assert form.is_valid(), form.errors
    answers = Answers(sign_up=SignUp(pk=7), asked=[question.asked for question in form.questions])
    answers.hold(form.said)
    said = {key: value for key, value in form.said.items() if value not in (None, "", [])}
    assert answers.values == said
    lying_open = f"{answers.plain}{answers.sealed}"
    assert phone not in lying_open
    assert number not in lying_open
    again = {name_of(question): answers.values.get(question["id"], "") for question in (SIZE, BROUGHT, TOLD, BORN)}
    refilled = QueryDict(mutable=True)
    refilled.update({name: str(value) for name, value in again.items()})
    refilled.update({name_of(PHONE): phone, name_of(INSURED): number})
    refilled.update(picked_up_by(*[tuple(person.values()) for person in answers.values[PICK_UP["id"]]]))
    refilled.setlist(name_of(FOOD), answers.values.get(FOOD["id"], []))
    second = filled(questions, refilled)
    assert second.is_valid(), second.errors
    assert second.said == form.said
