"""Holiday child care."""

from __future__ import annotations

from ..album import scene
from ..buildings import mullions, sunbeam, window
from ..figures import SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, smooth, taper
from ..kit import CLAY, DUSK, JADE, JADE_MID, JADE_PALE, OCHRE, PAPER, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix
from ..nature import cloud, crown, hills
from ..objects import bunting


@scene(
    "childcare",
    "寒暑托班",
    "洒满阳光的托管教室里，两个孩子在地毯上搭积木，一架纸飞机从小桌上方飞过。",
    (360, 230, 880, 680),
    mix(OCHRE, PAPER, 0.75),
)
def childcare(p: Picture) -> None:
    """Two children build with blocks in a sunny room."""
    p.wash(mix(OCHRE, PAPER, 0.74), mix(OCHRE, PAPER, 0.6), 0, 0, 720)
    glass = window(p, 250, 110, 480, 400, mix(SKY, WHITE, 0.2))
    with p.inside(glass):
        p.path(glass, p.gradient(SKY, mix(JADE_PALE, WHITE, 0.5)))
        cloud(p, 300, 200, 200)
        cloud(p, 540, 280, 170)
        hills(p, 171, 500, 110, 2, JADE_MID, JADE_PALE, 0.4)
        crown(p, 640, 420, 84, JADE, 3, 60)
    mullions(p, 250, 110, 480, 400, WHITE, 2, 2, 12)
    bunting(p, [(760, 90), (1000, 190), (1280, 150), (1620, 60)], 50, (JADE, CLAY, DUSK, OCHRE, JADE_MID))
    p.wash(mix(TAN, SAND, 0.45), mix(TAN, SAND, 0.15), 0, 712, 1000)
    p.path(box(-20, 704, 1640, 12), WHITE)
    sunbeam(p, 330, 722, 380, 260, 160, WHITE, 0.7)
    p.form(disc(800, 880, 600, 90), mix(JADE_MID, JADE_PALE, 0.3), 0.4)
    p.line(disc(800, 880, 550, 78), WHITE, 5, 0.7)
    p.form(box(1250, 470, 270, 260, 8), WHITE, 0.4)
    for row in (0, 1):
        p.path(box(1266, 486 + row * 122, 238, 108, 4), mix(SAND, OCHRE, 0.2))
    row_of_books = ((1276, 60, CLAY), (1300, 84, JADE), (1326, 70, DUSK), (1352, 90, OCHRE))
    for x, h, tone in row_of_books:
        p.form(box(x, 594 - h, 22, h, 3), tone, 0.4)
    p.form(disc(1450, 560, 34), CLAY, 0.6)
    p.form(disc(1330, 672, 42), mix(SKY, DUSK, 0.3), 0.6)
    for dx in (-20, 20):
        p.form(disc(1440 + dx, 628, 15), TAN, 0.4)
    p.form(disc(1440, 652, 32), TAN, 0.5)
    p.form(disc(1440, 692, 38, 26), TAN, 0.5)
    blocks(p)
    for x, y, s, way, look in (
        (540, 872, 430, 1, Look(top=CLAY, legs=DUSK, sleeve="short", skin=SKIN, shoes=WHITE)),
        (1080, 878, 420, -1, Look(top=JADE, legs=OCHRE, hair_cut="tail", sleeve="short", skin=TANNED, shoes=WHITE)),
    ):
        child(p, x, y, s, way, look)
    with p.at(960, 330, rotate=-14):
        p.form(polygon([(-110, 8), (120, -30), (-60, 52)]), WHITE, 0.3)
        p.form(polygon([(-60, 52), (120, -30), (-30, 84)]), mix(SKY, DUSK, 0.15), 0.4)
        p.form(polygon([(-110, 8), (120, -30), (-72, -30)]), mix(WHITE, SKY, 0.5), 0.3)
    p.line("M560 470C680 520 760 470 820 390", mix(CLAY, SAND, 0.3), 5, 0.8, "2 18")


def blocks(p: Picture) -> None:
    """A tower of building blocks in the middle of the rug."""
    p.pool(810, 890, 170, 18, 0.3)
    for x, y, w, h, tone in (
        (690, 806, 90, 84, OCHRE),
        (860, 806, 90, 84, mix(SKY, DUSK, 0.2)),
        (690, 760, 260, 46, JADE),
        (720, 680, 74, 80, mix(SAND, PAPER, 0.2)),
        (850, 680, 74, 80, CLAY),
        (700, 640, 240, 40, DUSK),
    ):
        p.form(box(x, y, w, h, 5), tone, 0.55)
    p.path("M786 890V850A40 40 0 0 1 858 850V890Z", mix(WOOD, SAND, 0.4), 0.4)
    p.form(polygon([(740, 640), (900, 640), (820, 556)]), RED, 0.5)
    p.form(disc(640, 872, 26), OCHRE, 0.6)
    p.form(polygon([(960, 894), (1030, 894), (995, 834)]), OCHRE, 0.5)


def child(p: Picture, x: float, y: float, s: float, way: int, look: Look) -> None:
    """A child kneeling on the rug, reaching towards the blocks; the head is larger than a grown-up's."""
    u = s / 100
    p.pool(x - way * 10, y, 110, 14)
    pose = Pose(
        arms=((way * 62, way * 84), (way * 48, way * 96)),
        legs=((way * 52, -way * 84), (way * 40, -way * 86)),
        facing="right" if way > 0 else "left",
        lean=way * 8,
        feet=(-way * 90, -way * 90),
    )
    who = figure(p, x, y, s, pose, look)
    hx, hy = who.head
    hy -= 2.5 * u
    p.path(disc(hx, hy, 8.6 * u, 9 * u), look.skin)
    p.form(
        smooth(
            [
                (hx + way * 7.6 * u, hy - 4 * u),
                (hx + way * 4 * u, hy - 9.6 * u),
                (hx - way * 5 * u, hy - 9.6 * u),
                (hx - way * 10 * u, hy - 2 * u),
                (hx - way * 8 * u, hy + 6.5 * u),
                (hx - way * 3 * u, hy + 4 * u),
                (hx - way * 1.5 * u, hy - 3 * u),
            ],
            closed=True,
        ),
        look.hair,
        0.4,
    )
    p.path(disc(hx - way * 1.2 * u, hy + 1.6 * u, 1.5 * u, 2 * u), mix(look.skin, CLAY, 0.25))
    if look.hair_cut == "tail":
        p.form(
            taper(
                [(hx - way * 8 * u, hy - 5 * u), (hx - way * 14 * u, hy - 2 * u), (hx - way * 13 * u, hy + 6 * u)],
                [2 * u, 3.4 * u, 0.6 * u],
            ),
            look.hair,
            0.4,
        )
        p.path(disc(hx - way * 8.6 * u, hy - 5 * u, 1.8 * u), RED)
