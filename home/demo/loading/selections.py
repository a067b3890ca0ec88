"""What goes by points: drafted with the rest, and once it is live applied for, in the past as the news tell it."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from people.models import Branch
from people.sealing import unseal
from signups.answers.forms import AnswersForm
from signups.answers.questions import questions_of
from signups.draws.recompute import in_order
from signups.errors import SignUpRefused
from signups.models import (
    Application,
    Base,
    Criterion,
    Mark,
    Option,
    PastTurn,
    Rating,
    Run,
    Selection,
    SelectionShare,
    Session,
    SignUp,
    Wish,
)
from signups.selections.applying import apply
from signups.selections.closing import entries_of
from signups.selections.holding import hold
from signups.selections.turns import note_turns

from .content import at, fixed_id, read, still_ahead
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey

NIGHT, HAZARD = "近三年年均夜班是否五十个以上", "是否在高温、放射、感染等岗位"
CRITERIA = [
    {"label": "来院工作年限", "fact": "years_here", "points": 1, "note": "以来院时间为准"},
    {
        "label": "距上次疗休养年数",
        "fact": "years_since_last",
        "points": 2,
        "note": "从未参加的自来院满三年起计",
    },
    {"label": "荣誉", "fact": "honours", "points": 2, "most": 10, "note": "院级2分至国家级10分，取最高一项"},
    {"label": "一线夜班岗位", "source": "answer", "question": NIGHT, "answer": "是", "points": 5},
    {
        "label": "特殊岗位",
        "source": "answer",
        "question": HAZARD,
        "answer": "是",
        "points": 3,
        "note": "可与夜班岗位累计",
    },
]


def load_selections(hospital: Hospital) -> str:
    """Make the bases and the selections; whoever applies comes later, once they are live."""
    content = read("selections")
    bases = {item["name"]: Base.objects.create(**item) for item in content["base"]}
    for item in content["selection"]:
        selection = _made(hospital, item, bases)
        selection.full_clean()
        selection.save()
        hospital.selections[item["slug"]] = selection
        hospital.journeys.append(Journey(selection, hospital.members[OFFICER], item["announced"]))
    return f"{len(hospital.selections)} selections"


def apply_for_selections(hospital: Hospital) -> str:
    """Let people apply for what is open, and enter what became of what is over."""
    for item in read("selections")["selection"]:
        run = hold(hospital.selections[item["slug"]])
        run = Run.objects.select_related("selection").get(pk=run.pk)
        (_enter_the_past if item["state"] == "past" else _apply)(hospital, run, item)
    return f"{Application.objects.count()} applications by points, {Rating.objects.count()} ratings"


def _made(hospital: Hospital, item: dict, bases: dict[str, Base]) -> Selection:
    names = ["title", "summary", "introduction", "rules", "limit_per_department", "years_between", "most_wishes"]
    moments = ["opens_at", "closes_at", "consent_until"]
    ahead = _ahead(hospital, item)
    selection = Selection(
        **{name: item[name] for name in names},
        **{name: timezone.make_aware(item[name] + ahead) for name in moments},
        points_on=item["points_on"],
        contact=hospital.members[item["contact"]],
    )
    selection.options = [
        Option(
            route=route,
            batch=batch,
            base=bases[base],
            starts_on=first + ahead,
            ends_on=last + ahead,
            places=places,
            note=note,
            sort_order=number,
        )
        for number, (route, batch, base, first, last, places, note) in enumerate(item["options"])
    ]
    selection.criteria = [Criterion(**each, sort_order=number) for number, each in enumerate(CRITERIA)]
    if "share" in item:
        slug, places = item["share"]
        selection.shares = [SelectionShare(branch=Branch.objects.get(slug=slug), places=places)]
    selection.questions = [_question(item["slug"], label) for label in (NIGHT, HAZARD)]
    return selection


def _ahead(hospital: Hospital, item: dict) -> timedelta:
    """Return by how much what is still to come is moved."""
    last: date = item["closes_at"].date()
    return still_ahead(last, hospital.today) - last


def _question(slug: str, label: str) -> dict:
    options = [{"type": "item", "value": said, "id": str(fixed_id(slug, label, said))} for said in ("是", "否")]
    value = {"label": label, "help": "", "required": True, "options": options}
    return {"type": "choice", "value": value, "id": str(fixed_id(slug, label))}


def _apply(hospital: Hospital, run: Run, item: dict) -> None:
    for number, year in item["turns"]:
        on = date(year, 9, 30)
        PastTurn.objects.create(member=hospital.members[number], kind=run.selection.kind, on=on)
    batches = list(run.batches.select_related("session__offering").order_by("pk"))
    for number, wishes, *said in item["applied"]:
        member = hospital.members[number]
        answers = AnswersForm(run.selection, _as_sent(run.selection, said))
        answers.is_valid()
        try:
            apply(member, run, [batches[wish - 1] for wish in wishes], answers)
        except SignUpRefused:
            # It depends on the day: applications may have closed.
            continue


def _as_sent(selection: Selection, said: list[str]) -> dict[str, str]:
    return dict(zip([question.field_name for question in questions_of(selection)], said, strict=True))


def _enter_the_past(hospital: Hospital, run: Run, item: dict) -> None:
    """Enter a list that was published and has been in effect: no verb applies for what is over."""
    batch = run.batches.select_related("session").order_by("pk").first()
    listed = sorted(item["listed"], key=lambda line: -sum(line[1:]))
    order = item["listed"][:20]
    chosen = {line[0] for line in order}
    closed = run.selection.closes_at
    effective = at(date(2026, 6, 22), "09:00")
    run.seed, run.closed_at, run.ranked_at, run.effective_at = unseal(run.sealed), closed, closed, effective
    run.save(update_fields=["seed", "closed_at", "ranked_at", "effective_at"])
    Session.objects.filter(batch_held__run=run).update(listed_at=effective)
    places = {line[0]: place for place, line in enumerate((x for x in listed if x[0] in chosen), start=1)}
    behind = [line[0] for line in item["listed"][20:]]
    places |= {number: len(chosen) + place for place, number in enumerate(behind, start=1)}
    applications = []
    for number, *points in item["listed"]:
        applications.append(_listed(hospital, run, batch, number, points, number in chosen, effective))
        applications[-1].position = places[number]
    for number, application in enumerate(sorted(applications, key=lambda each: each.member.employee_number), start=1):
        application.number = number
    drawn = {each["number"]: each["position"] for each in in_order(run.seed, entries_of(applications), False)}
    for application in applications:
        application.draw_position = drawn[application.number]
        application.save()
    for place, number in enumerate(behind, start=1):
        wishes = Wish.objects.filter(application__run=run, application__member=hospital.members[number])
        wishes.update(outcome=Wish.Outcome.SUBSTITUTE, place=place)
    note_turns()
    _rate(hospital, run, batch, item["ratings"])


def _listed(hospital: Hospital, run: Run, batch, number: str, points: list[int], is_chosen: bool, since) -> Application:
    member = hospital.members[number]
    night, hazard = points[3] >= 5, points[3] == 3
    row = SignUp.objects.create(
        session=batch.session,
        member=member,
        state=SignUp.State.CONFIRMED if is_chosen else SignUp.State.WAITING,
        granted_at=since if is_chosen else None,
        attendance=SignUp.Attendance.PRESENT if is_chosen else "",
    )
    application = Application.objects.create(
        run=run, member=member, consent=Application.Consent.GIVEN, total=sum(points), applied_at=run.selection.opens_at
    )
    outcome = Wish.Outcome.SELECTED if is_chosen else ""
    Wish.objects.create(application=application, sign_up=row, preference=1, outcome=outcome)
    worth = [*points[:3], 5 if night else 0, 3 if hazard else 0]
    for place, (criterion, each) in enumerate(zip(run.selection.criteria.all(), worth, strict=True)):
        Mark.objects.create(
            application=application,
            criterion=criterion,
            position=place,
            label=criterion.label,
            units=Decimal(each) / criterion.points,
            points=each,
            how="工会办公室双人核分",
        )
    return application


def _rate(hospital: Hospital, run: Run, batch, ratings: list) -> None:
    officer = hospital.members[OFFICER]
    made_at = batch.session.ends_at + timedelta(days=3)
    for number, *stars, words, is_released in ratings:
        Rating.objects.create(
            sign_up=SignUp.objects.get(session=batch.session, member=hospital.members[number]),
            base=batch.base,
            route=batch.route,
            year=2026,
            words=words,
            made_at=made_at,
            released_at=made_at + timedelta(days=1) if is_released else None,
            released_by=officer if is_released else None,
            **dict(zip(Rating.STARS, stars, strict=True)),
        )
