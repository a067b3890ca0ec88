"""Questions, what somebody answers to them, and files to attach."""

import io
import zipfile
from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people.models import Dependant
from signups.answers.forms import AnswersForm
from signups.answers.keeping import keep
from signups.models import Session
from tests.factories import DependantFactory, SessionFactory

# Of nobody: the digits of the day of birth and the check character fit, the rest is made up.
RESIDENT_ID = "110101199003074514"
MOBILE = "13800138000"
UNDERTAKING = "本人承诺：\n活动期间看护好孩子，听从老师安排。"


def key_of(label: str) -> str:
    """Return the key of the question that is called so; the same each time."""
    return str(uuid5(NAMESPACE_URL, label))


def ask(kind: str, label: str, **more) -> dict:
    """Return a question as the database holds it."""
    options = more.pop("options", None)
    value = {"label": label, "help": "", "required": True, **more}
    if options is not None:
        value["options"] = [{"type": "item", "value": option, "id": key_of(option)} for option in options]
    return {"type": kind, "value": value, "id": key_of(label)}


def stream(*questions: dict) -> list[dict]:
    return list(questions)


SIZE = ask("choice", "衣服尺码", options=["S", "M", "L"])
FOOD = ask("choices", "忌口", options=["辣", "海鲜", "牛羊肉"], required=False)
BROUGHT = ask("number", "带几把椅子", least=0, most=9)
TOLD = ask("long_text", "想对老师说的话", required=False)
BORN = ask("date", "入职日期")
PHONE = ask("mobile", "紧急联系电话")
INSURED = ask("resident_id", "身份证号", purpose="为当天活动购买意外险")
PROOF = ask("file", "健康证明", kinds=["picture", "pdf", "word"], megabytes=2)
PROOF_IF_ANY = ask("file", "其他材料", kinds=["pdf"], megabytes=1, required=False)
GUARDIAN = ask("consent", "监护人同意书", purpose="guardian", text="同意孩子参加本次活动。")
SAFETY = ask("consent", "安全承诺书", purpose="safety", text=UNDERTAKING)
PICK_UP = ask("pick_up", "谁来接孩子", people=2)


def asking(*questions, **terms) -> Session:
    return SessionFactory(questions=list(questions), **terms)


def name_of(question: dict) -> str:
    return f"q_{question['id']}"


def picked_up_by(*people: tuple[str, str, str]) -> dict:
    """Return what a browser sends of people: name, relation, mobile number."""
    data = {}
    for number, person in enumerate(people, start=1):
        for part, text in zip(("name", "relation", "mobile"), person, strict=True):
            data[f"{name_of(PICK_UP)}_{number}_{part}"] = text
    return data


def picture(name: str = "证明.jpg", kind: str = "JPEG", **options) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "#c8553d").save(content, kind, **options)
    return SimpleUploadedFile(name, content.getvalue())


def pdf(name: str = "材料.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")


def word(name: str = "材料.docx", **more: str) -> SimpleUploadedFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        for part, text in more.items():
            archive.writestr(f"word/{part}.bin", text)
    return SimpleUploadedFile(name, content.getvalue())


def answered(sign_ups, data: dict, files: dict | None = None, **options):
    """Keep what was sent with sign-ups; returns the answers."""
    form = AnswersForm(sign_ups[0].session.offering, data, files or {}, **options)
    assert form.is_valid(), form.errors
    return keep(sign_ups, form)


def child_of(member, name: str = "小禾", **more) -> Dependant:
    return DependantFactory(member=member, name=name, **more)
