"""People: faceless, well-proportioned figures from a pose (angles) and a look (clothes, hair)."""

from __future__ import annotations

from dataclasses import dataclass

from .geometry import Point, disc, heading, polygon, smooth, step, taper
from .kit import CLAY, INK, JADE, NIGHT, PAPER, WHITE, Picture, mix

SKIN = mix(CLAY, "#F7E3CC", 0.62)


TANNED = mix(CLAY, "#F2D3B3", 0.42)


GREY = "#B9B3AB"


@dataclass(frozen=True)
class Pose:
    """Joint angles in degrees: 0 hangs down, 90 points right, 180 up, -90 left.

    Arms are (upper, fore), legs (thigh, shin), far limb first. `facing` is front, back, left or right;
    `lean` tilts the trunk to the right; `short` foreshortens the thighs of someone who sits facing us.
    """

    arms: tuple[Point, Point] = ((-8, -4), (8, 4))
    legs: tuple[Point, Point] = ((-3, -1), (3, 1))
    lean: float = 0
    nod: float = 0
    facing: str = "front"
    short: float = 1
    feet: tuple[float | None, float | None] = (None, None)


STAND = Pose()


WALK = Pose(arms=((-22, -8), (20, 40)), legs=((-24, -34), (20, 12)), facing="right", lean=3)


@dataclass(frozen=True)
class Look:
    """Clothes and hair. `hair_cut` is short, bob, bun, tail or cap; `coat`, `skirt` are colours or empty."""

    top: str = JADE
    legs: str = NIGHT
    hair: str = INK
    hair_cut: str = "short"
    skin: str = SKIN
    shoes: str = INK
    coat: str = ""
    skirt: str = ""
    sleeve: str = "long"
    trousers: str = "long"
    neck: str = PAPER


DOCTOR = Look(top=WHITE, coat=WHITE, legs=NIGHT, neck=mix(NIGHT, WHITE, 0.45))


class _Body:
    """The joints of one posed figure, in sheet pixels; `u` is a hundredth of the standing height."""

    def __init__(self, x: float, y: float, height: float, pose: Pose, anchor: str) -> None:
        self.u = u = height / 100
        side = pose.facing in ("left", "right")
        spread, hip = (2.2, 1.6) if side else (8.2, 4.4)
        up = heading(180 - pose.lean)
        across = (-up[1], up[0])
        self.pelvis = (0.0, 0.0)
        self.neck = (up[0] * 29 * u, up[1] * 29 * u)
        self.head = (
            self.neck[0] + heading(180 - pose.lean - pose.nod)[0] * 9.6 * u,
            self.neck[1] + heading(180 - pose.lean - pose.nod)[1] * 9.6 * u,
        )
        root = (self.neck[0] - up[0] * 3.6 * u, self.neck[1] - up[1] * 3.6 * u)
        signs = (-1, 1) if pose.facing != "left" else (1, -1)
        self.arms, self.legs, self.toes = [], [], []
        for i, sign in enumerate(signs):
            shoulder = (root[0] + across[0] * sign * spread * u, root[1] + across[1] * sign * spread * u)
            elbow = step(shoulder, pose.arms[i][0], 15.5 * u)
            wrist = step(elbow, pose.arms[i][1], 14 * u)
            self.arms.append((shoulder, elbow, wrist, step(wrist, pose.arms[i][1], 4 * u)))
            joint = (sign * hip * u, -1 * u)
            knee = step(joint, pose.legs[i][0], 24 * u * pose.short)
            ankle = step(knee, pose.legs[i][1], 23 * u)
            self.legs.append((joint, knee, ankle))
            natural = {"left": -88, "right": 88}.get(pose.facing, 30 * sign)
            way = pose.feet[i] if pose.feet[i] is not None else natural + pose.legs[i][1] * (0.6 if side else 0.2)
            self.toes.append(step(ankle, way, (7.5 if side else 4.5) * u))
        floor = max(max(leg[2][1] for leg in self.legs), *(toe[1] for toe in self.toes)) + 1.9 * u
        self.dx, self.dy = x, y - (floor if anchor == "feet" else 5.5 * u)
        for name in ("pelvis", "neck", "head"):
            setattr(self, name, self._put(getattr(self, name)))
        self.arms = [tuple(map(self._put, arm)) for arm in self.arms]
        self.legs = [tuple(map(self._put, leg)) for leg in self.legs]
        self.toes = [self._put(toe) for toe in self.toes]
        self.up, self.across, self.side = up, across, side

    def _put(self, point: Point) -> Point:
        return point[0] + self.dx, point[1] + self.dy

    def along(self, across: float, up: float) -> Point:
        """A point of the trunk: `across` to the right of the spine, `up` above the pelvis, in u."""
        return (
            self.pelvis[0] + (self.across[0] * across + self.up[0] * up) * self.u,
            self.pelvis[1] + (self.across[1] * across + self.up[1] * up) * self.u,
        )


def figure(
    p: Picture, x: float, y: float, height: float, pose: Pose = STAND, look: Look = DOCTOR, anchor: str = "feet"
) -> _Body:
    """Draw one person. (x, y) is the ground under the pelvis, or the seat itself if `anchor` is "seat".

    Returns the joints (pelvis, neck, head, arms, legs), so that a scene can put things into hands.
    """
    body = _Body(x, y, height, pose, anchor)
    far = mix(look.top, INK, 0.14)
    if body.side or pose.facing == "back":
        _arm(p, body, 0, look, far)
    _leg(p, body, 0, look, mix(look.legs, INK, 0.22) if not look.skirt else mix(look.skin, INK, 0.1))
    _leg(p, body, 1, look, look.legs if not look.skirt else look.skin)
    _trunk(p, body, pose, look)
    if not body.side and pose.facing != "back":
        _arm(p, body, 0, look, look.top)
    _head(p, body, pose, look)
    _arm(p, body, 1, look, look.top)
    return body


def _leg(p: Picture, body: _Body, i: int, look: Look, colour: str) -> None:
    u = body.u
    joint, knee, ankle = body.legs[i]
    if look.trousers == "short" or look.skirt:
        p.path(taper([joint, knee, ankle], [5.6 * u, 3.9 * u, 2.3 * u]), look.skin)
        if not look.skirt:
            half = (joint[0] * 0.25 + knee[0] * 0.75, joint[1] * 0.25 + knee[1] * 0.75)
            p.form(taper([joint, half], [6.4 * u, 5.9 * u]), colour, 0.4)
    else:
        p.form(taper([joint, knee, ankle], [6.3 * u, 4.5 * u, 3.2 * u]), colour, 0.4, 60)
    toe = body.toes[i]
    p.path(taper([(ankle[0], ankle[1] + 0.6 * u), toe], [2.5 * u, 1.8 * u], 3), look.shoes)


def _arm(p: Picture, body: _Body, i: int, look: Look, colour: str) -> None:
    u = body.u
    shoulder, elbow, wrist, hand = body.arms[i]
    p.path(taper([wrist, hand], [1.9 * u, 2.1 * u], 3), look.skin)
    if look.sleeve == "short":
        p.path(taper([shoulder, elbow, wrist], [3.4 * u, 2.7 * u, 1.9 * u]), look.skin)
        half = (shoulder[0] * 0.3 + elbow[0] * 0.7, shoulder[1] * 0.3 + elbow[1] * 0.7)
        p.form(taper([shoulder, half], [4.3 * u, 4.1 * u]), colour, 0.45, 60)
    else:
        p.form(taper([shoulder, elbow, wrist], [4.2 * u, 3.5 * u, 2.9 * u]), colour, 0.5, 60)


def _trunk(p: Picture, body: _Body, pose: Pose, look: Look) -> None:
    u, at = body.u, body.along
    hip, waist, chest, shoulder = (6, 5.4, 6.8, 4.6) if body.side else (8.4, 7.4, 9, 10.2)
    neck = taper([at(0, 26), (body.head[0], body.head[1] + 1 * u)], [2.7 * u, 2.5 * u], 3)
    if look.skirt:
        knees = [(leg[0][0] * 0.25 + leg[1][0] * 0.75, leg[0][1] * 0.25 + leg[1][1] * 0.75) for leg in body.legs]
        left, right = min(k[0] for k in knees) - 6.5 * u, max(k[0] for k in knees) + 6.5 * u
        low = max(k[1] for k in knees) + 2 * u
        p.form(polygon([at(-waist, 10), at(waist, 10), (right, low), (left, low)]), look.skirt, 0.6, 60)
    trunk = [
        at(-hip, -2),
        at(-waist, 11),
        at(-chest, 21),
        at(-shoulder + 0.8, 26.4),
        at(-3.2, 29),
        at(3.2, 29),
        at(shoulder - 0.8, 26.4),
        at(chest, 21),
        at(waist, 11),
        at(hip, -2),
    ]
    p.path(neck, mix(look.skin, CLAY, 0.3))
    p.form(smooth(trunk) + "Z", look.top, 0.5, 60)
    if look.coat:
        _coat(p, body, look, hip)
    if pose.facing == "front":
        p.path(polygon([at(-3.3, 29.2), at(3.3, 29.2), at(0, 21.5)]), look.neck)
        p.path(polygon([at(-2.4, 29.6), at(2.4, 29.6), at(0, 25.8)]), look.skin)
        if look.coat:
            p.line(
                f"M{at(0, 21.5)[0]:.1f} {at(0, 21.5)[1]:.1f}L{at(0, -18)[0]:.1f} {at(0, -18)[1]:.1f}",
                mix(look.coat, INK, 0.22),
                0.5 * u,
            )


def _coat(p: Picture, body: _Body, look: Look, hip: float) -> None:
    u, at = body.u, body.along
    knees = [leg[1] for leg in body.legs]
    if max(k[1] for k in knees) < body.pelvis[1] + 12 * u:
        joint, knee = body.legs[1][0], body.legs[1][1]
        p.form(
            taper([joint, (joint[0] * 0.25 + knee[0] * 0.75, joint[1] * 0.25 + knee[1] * 0.75)], [7 * u, 5.6 * u]),
            look.coat,
            0.4,
        )
        return
    middle = sum(k[0] for k in knees) / 2
    wide = max(abs(knees[0][0] - knees[1][0]) / 2 + 4.5 * u, (hip + 2) * u)
    low = max(body.pelvis[1] + 17 * u, min(k[1] for k in knees))
    hem = [(middle + wide, low), (middle - wide, low)]
    p.form(polygon([at(-hip + 0.6, 8), at(hip - 0.6, 8), *hem]), look.coat, 0.5, 50)


def _head(p: Picture, body: _Body, pose: Pose, look: Look) -> None:
    u = body.u
    x, y = body.head
    tilt = pose.lean + pose.nod
    turn = {"left": -1, "right": 1}.get(pose.facing, 0)
    with p.at(x, y, rotate=tilt):
        if pose.facing == "back":
            p.path(disc(0, 0, 5.3 * u, 6.4 * u), look.hair)
            if look.hair_cut == "bob":
                p.path(disc(0, 1.5 * u, 6 * u, 7 * u), look.hair)
        else:
            if look.hair_cut == "bob":
                p.path(disc(-turn * 1.4 * u, 0.6 * u, 6.1 * u, 6.9 * u), look.hair)
            p.path(disc(turn * 0.7 * u, 0.4 * u, 4.7 * u, 6 * u), look.skin)
            p.path(disc(turn * 1.6 * u, 1.6 * u, 3.8 * u, 4.8 * u), look.skin)
            _fringe(p, u, turn, look)
        if look.hair_cut == "bun":
            p.path(disc(-turn * 5.2 * u, -4.6 * u if turn else -7 * u, 2.7 * u), look.hair)
        if look.hair_cut == "tail":
            way = -turn or 0.6
            p.path(
                taper(
                    [(way * 4 * u, -3.5 * u), (way * 7.6 * u, -0.5 * u), (way * 7 * u, 7 * u)],
                    [1.6 * u, 2.2 * u, 0.4 * u],
                ),
                look.hair,
            )
        if look.hair_cut == "cap":
            p.form(
                f"M{-5.4 * u} {-2 * u}Q{-5.6 * u} {-8 * u} 0 {-7.8 * u}Q{5.6 * u} {-8 * u} {5.4 * u} {-2 * u}"
                f"L{(5.4 + max(turn, 0) * 4) * u} {-1.4 * u}L{(-5.4 + min(turn, 0) * 4) * u} {-1.4 * u}Z",
                look.neck,
                0.4,
            )


def _fringe(p: Picture, u: float, turn: int, look: Look) -> None:
    """The hair over the brow: a cap cut by the hairline, heavier at the back of the head."""
    back = -turn
    if turn:
        p.path(
            f"M{turn * 4.4 * u} {-3.2 * u}Q{turn * 4.6 * u} {-7 * u} {0} {-7 * u}"
            f"Q{back * 6.2 * u} {-7 * u} {back * 5.8 * u} {0}"
            f"Q{back * 5.4 * u} {3.6 * u} {back * 2.6 * u} {4 * u}"
            f"Q{back * 0.6 * u} {2.5 * u} {back * 0.8 * u} {-0.8 * u}"
            f"Q{turn * 1.6 * u} {-3.4 * u} {turn * 4.4 * u} {-3.2 * u}Z",
            look.hair,
        )
    else:
        p.path(
            f"M{-5 * u} {1 * u}Q{-6 * u} {-7.2 * u} 0 {-7.1 * u}Q{6 * u} {-7.2 * u} {5 * u} {1 * u}"
            f"Q{4.4 * u} {-2.6 * u} {1.2 * u} {-3.6 * u}Q{-3.6 * u} {-3.2 * u} {-5 * u} {1 * u}Z",
            look.hair,
        )
