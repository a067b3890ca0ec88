"""Days of honour: women's day, nurses' day, physicians' day, model workers, medals of service, the red boat."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..buildings import floorboards, mullions, sunbeam, window
from ..figures import DOCTOR, GREY, SKIN, TANNED, Look, Pose, figure
from ..geometry import bend, box, disc, heading, polygon, ridge, smooth, step, taper, under
from ..kit import (
    CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix,
)
from ..nature import blossom, cloud, crown, grass, hills, leaf, lotus, mist, ripples
from ..objects import plant


@scene("womens-day", "三八国际妇女节", "三位女职工的侧影并肩而立，发间和身旁玉兰盛开，背景是柔和的春色。", (330, 120, 960, 760), mix(CLAY, PAPER, 0.78))
def womens_day(p: Picture) -> None:
    """Three profiles among magnolias."""
    p.wash(mix(JADE_PALE, WHITE, 0.3), mix(JADE_MID, JADE_PALE, 0.3), 30)
    p.path(disc(800, 450, 400), mix(CLAY, PAPER, 0.78))
    for x, y, s, skin, hair, top, cut in (
        (1165, 375, 0.82, TANNED, INK, mix(DUSK, SKY, 0.15), "bob"),
        (835, 335, 0.88, SKIN, mix(WOOD, INK, 0.5), WHITE, "bun"),
        (500, 380, 0.92, mix(SKIN, CLAY, 0.12), INK, JADE, "tail"),
    ):
        profile(p, x, y, s, skin, hair, top, cut)
    p.path(taper([(-20, 930), (180, 800), (270, 620), (290, 430), (340, 250)], [20, 15, 11, 7, 3]), mix(WOOD, INK, 0.3))
    p.path(taper([(240, 720), (120, 560), (110, 430)], [10, 7, 3]), mix(WOOD, INK, 0.3))
    p.path(taper([(1620, 260), (1480, 330), (1400, 450), (1430, 600)], [16, 11, 7, 3]), mix(WOOD, INK, 0.3))
    p.path(taper([(1500, 320), (1390, 250), (1330, 160)], [9, 6, 3]), mix(WOOD, INK, 0.3))
    for x, y, s, way in ((340, 250, 120, 150), (292, 480, 90, 210), (110, 430, 128, 185), (240, 640, 92, 140), (1430, 600, 110, 20), (1390, 450, 96, -60),
                         (1330, 160, 116, 200), (1500, 300, 84, 230), (180, 790, 86, 230)):
        magnolia(p, x, y, s, way)
    for x, y in ((700, 120), (1220, 820), (470, 840), (980, 900)):
        leaf(p, x, y, 54, x % 180, mix(CLAY, WHITE, 0.6), 0.3)


def magnolia(p: Picture, x: float, y: float, size: float, way: float) -> None:
    """A magnolia opening along `heading(way)`, white with a rosy foot."""
    for turn, tone in ((46, 0.3), (-46, 0.3), (24, 0.12), (-24, 0.12), (0, 0)):
        leaf(p, x, y, size * (1 - abs(turn) / 260), way + turn, mix(WHITE, mix(CLAY, RED, 0.2), tone), 0.36)
    foot = step((x, y), way, size * 0.06)
    p.path(disc(foot[0], foot[1], size * 0.13), mix(CLAY, RED, 0.25), 0.75)
    p.path(disc(x, y, size * 0.08), PINE)


def profile(p: Picture, x: float, y: float, s: float, skin: str, hair: str, top: str, cut: str) -> None:
    """A large head and shoulders in profile, looking left, without features but brow, nose and chin."""
    with p.at(x, y):
        k = 1.25 * s

        def pts(*pairs: tuple[float, float]) -> list[tuple[float, float]]:
            return [(a * k, b * k) for a, b in pairs]

        if cut == "tail":
            p.form(smooth(pts((96, -50), (190, 0), (200, 140), (150, 260), (140, 150), (90, 40)), closed=True), hair, 0.5)
        if cut == "bun":
            p.form(disc(128 * k, -92 * k, 58 * k), hair, 0.5)
        if cut == "bob":
            p.form(smooth(pts((-60, -110), (40, -160), (140, -90), (158, 60), (130, 150), (40, 150), (10, 40)), closed=True), hair, 0.5)
        p.form(smooth(pts((-34, 90), (-22, 190), (-50, 250), (140, 260), (112, 170), (112, 40)), closed=True), mix(skin, CLAY, 0.22), 0.4)
        p.form(smooth(pts((-30, 250), (30, 222), (100, 214), (190, 262), (270, 350), (310, 700), (-230, 700), (-190, 380), (-120, 290))) + "Z", top, 0.5)
        p.form(smooth(pts((-30, 246), (20, 270), (100, 214), (60, 204), (-10, 226)), closed=True), mix(top, WHITE if top != WHITE else SAND, 0.35), 0.3)
        face = pts((-84, -70), (-92, -30), (-96, -6), (-122, 36), (-98, 50), (-102, 68), (-96, 84), (-98, 104), (-80, 128), (-30, 122), (40, 84), (110, 30), (110, -80), (20, -140), (-60, -120))
        p.form(smooth(face, closed=True, tension=0.42), skin, 0.45, 60)
        cap = pts((-86, -74), (-70, -140), (30, -176), (126, -130), (146, -20), (112, 80), (66, 70), (44, 4), (-8, -50))
        p.form(smooth(cap, closed=True, tension=0.45), hair, 0.45, 60)
        p.form(disc(52 * k, 22 * k, 15 * k, 23 * k), mix(skin, CLAY, 0.15), 0.3)
        if cut == "bun":
            p.path(disc(52 * k, 56 * k, 7 * k), RED)


@scene("nurses-day", "国际护士节", "夜深的病区走廊，一位护士提灯前行，暖光照亮她身前的路，窗外有一弯月。", (420, 160, 760, 720), NIGHT)
def nurses_day(p: Picture) -> None:
    """A nurse with a lamp in the ward at night."""
    p.wash(mix(NIGHT, DUSK, 0.4), mix(DUSK, NIGHT, 0.3), 0, 0, 760)
    for x in (90, 1210):
        glass = window(p, x, 140, 270, 380, NIGHT, mix(DUSK, SKY, 0.25))
        with p.inside(glass):
            p.path(glass, p.gradient(mix(NIGHT, INK, 0.4), mix(DUSK, NIGHT, 0.2)))
            hills(p, x, 500, 90, 2, mix(NIGHT, INK, 0.5), DUSK, 0.3)
            for _ in range(9):
                p.path(disc(p.chance.uniform(x, x + 270), p.chance.uniform(150, 400), 2.6), PAPER, 0.9)
            if x > 800:
                p.path(disc(1340, 240, 46), mix(OCHRE, WHITE, 0.7))
                p.path(disc(1362, 228, 42), mix(NIGHT, INK, 0.3))
        mullions(p, x, 140, 270, 380, mix(DUSK, SKY, 0.25), 2, 2)
    p.path(box(-20, 620, 1640, 18), mix(DUSK, SKY, 0.25))
    p.wash(mix(DUSK, NIGHT, 0.35), mix(NIGHT, INK, 0.3), 0, 756, 1000)
    p.glow(900, 560, 560, mix(OCHRE, PAPER, 0.3), 0.85)
    p.path(disc(960, 880, 460, 74), mix(OCHRE, WHITE, 0.3), 0.38, blur=16)
    p.cast(690, 884, 140, -330, 0.14, 0.4)
    gown = mix(WHITE, SKY, 0.3)
    who = figure(p, 720, 890, 660, Pose(arms=((-12, 8), (38, 78)), legs=((-16, -22), (14, 4)), facing="right", lean=2, nod=4),
                 Look(top=gown, coat=gown, legs=WHITE, hair_cut="bun", shoes=WHITE, skin=SKIN))
    hx, hy = who.head
    u = 6.6
    p.form(polygon([(hx - 4.6 * u, hy - 5.2 * u), (hx + 3.4 * u, hy - 7.4 * u), (hx + 3.0 * u, hy - 10.6 * u), (hx - 5.6 * u, hy - 8.6 * u)]), WHITE, 0.3)
    p.line(f"M{hx - 4.8 * u:.0f} {hy - 6.4 * u:.0f}L{hx + 3.3 * u:.0f} {hy - 8.5 * u:.0f}", JADE, 5)
    lx, ly = who.arms[1][3]
    p.line(f"M{lx - 26:.0f} {ly + 44:.0f}Q{lx:.0f} {ly - 34:.0f} {lx + 26:.0f} {ly + 44:.0f}", INK, 5)
    p.glow(lx, ly + 92, 170, mix(OCHRE, WHITE, 0.5), 0.95)
    p.path(box(lx - 34, ly + 52, 68, 84, 14), mix(OCHRE, WHITE, 0.75), 0.9)
    p.path(taper([(lx, ly + 124), (lx + 2, ly + 100), (lx, ly + 74)], [12, 14, 1]), CLAY)
    p.form(box(lx - 40, ly + 38, 80, 18, 6), INK, 0.2)
    p.form(box(lx - 42, ly + 132, 84, 20, 6), INK, 0.2)
    p.pool(1320, 880, 110, 14, 0.35)
    p.path(box(1240, 700, 160, 180, 8), mix(DUSK, SKY, 0.35))
    p.shade(box(1240, 700, 160, 180, 8), NIGHT, 60, 0.6)
    p.path(box(1226, 690, 188, 16, 6), mix(SKY, WHITE, 0.2))
    p.form(taper([(1320, 690), (1320, 650), (1320, 610)], [24, 30, 12]), mix(SKY, WHITE, 0.3), 0.5)
    for dx, dy, tone in ((-34, -60, RED), (6, -92, mix(RED, WHITE, 0.25)), (40, -52, RED)):
        p.strokes([(1320, 612), (1320 + dx * 0.5, 612 + dy * 0.5), (1320 + dx, 612 + dy)], PINE, 4)
        carnation(p, 1320 + dx, 612 + dy, 27, tone)


def carnation(p: Picture, x: float, y: float, size: float, colour: str) -> None:
    """A ruffled carnation from the side."""
    p.form(polygon([(x - size * 0.3, y + size * 0.2), (x + size * 0.3, y + size * 0.2), (x + size * 0.16, y + size), (x - size * 0.16, y + size)]), JADE, 0.4)
    for i in range(7):
        leaf(p, x, y + size * 0.4, size * 1.25, 180 + (i - 3) * 24, mix(colour, INK, 0.1 * (i % 2)), 0.34)


@scene("doctors-day", "中国医师节", "晨光里，一件白大褂挂在衣帽架上，颈间搭着听诊器，口袋里插着笔，旁边的窗外朝阳初升。", (420, 130, 760, 760), mix(JADE_PALE, PAPER, 0.3))
def doctors_day(p: Picture) -> None:
    """A white coat on its stand in the morning light."""
    p.wash(mix(JADE_MID, JADE_PALE, 0.35), mix(JADE_MID, JADE_PALE, 0.1), 30, 0, 770)
    glass = window(p, 900, 120, 520, 480, mix(OCHRE, WHITE, 0.7))
    with p.inside(glass):
        p.path(glass, p.gradient(mix(SKY, WHITE, 0.4), mix(OCHRE, WHITE, 0.55)))
        p.path(disc(1210, 420, 112), mix(OCHRE, CLAY, 0.15))
        hills(p, 131, 590, 150, 3, mix(JADE_MID, SKY, 0.3), JADE_PALE, 0.6)
        hills(p, 133, 612, 70, 4, JADE, JADE_MID, 0.5)
    mullions(p, 900, 120, 520, 480, WHITE, 2, 1, 14)
    floorboards(p, 766, mix(TAN, SAND, 0.35))
    sunbeam(p, 760, 780, 420, 230, -330, mix(OCHRE, WHITE, 0.7), 0.8)
    p.cast(600, 912, 40, 260, 0.12, 0.26)
    p.form(taper([(600, 905), (600, 150)], [11, 9], 2), WOOD, 0.5, 80)
    for dx in (-120, 120):
        p.form(taper([(600, 860), (600 + dx, 915)], [9, 7], 2), WOOD, 0.4)
    for dx in (-70, 70):
        p.form(taper([(600, 210), (600 + dx, 190), (600 + dx * 1.15, 160)], [8, 7, 6]), WOOD, 0.4)
    coat(p, 600, 205)
    plant(p, 1390, 870, 400, CLAY, PINE, 6)
    p.form(box(1010, 560, 120, 62, 4), DUSK, 0.4)
    p.form(box(1022, 534, 100, 28, 4), OCHRE, 0.4)
    p.form(box(1000, 616, 140, 4), NIGHT, 0.2)


def coat(p: Picture, x: float, y: float) -> None:
    """The coat itself, shoulders at y, with a stethoscope about its neck and a red flower at the lapel."""
    with p.at(x, y):
        for side in (-1, 1):
            p.form(smooth([(side * 110, 20), (side * 172, 80), (side * 196, 260), (side * 190, 420), (side * 130, 426), (side * 118, 200)], closed=True, tension=0.4),
                   mix(WHITE, SKY, 0.14), 0.6, 60)
        p.form(smooth([(-48, -6), (-120, 22), (-136, 120), (-140, 300), (-168, 560), (0, 580), (168, 560), (140, 300), (136, 120), (120, 22), (48, -6)], tension=0.42) + "Z",
               WHITE, 0.6, 40)
        p.line("M0 190V576", mix(SAND, DUSK, 0.4), 4)
        p.path(polygon([(-48, -6), (48, -6), (0, 180)]), mix(SKY, DUSK, 0.25))
        for side in (-1, 1):
            p.form(polygon([(side * 46, -8), (side * 86, 50), (side * 52, 78), (side * 66, 96), (0, 196)]), mix(WHITE, SAND, 0.25), 0.5)
            p.line(f"M{side * 46} -8L{side * 86} 50L{side * 52} 78L{side * 66} 96L0 196", mix(SAND, DUSK, 0.35), 3)
        for k in (240, 320, 400):
            p.path(disc(14, k, 7), mix(SAND, DUSK, 0.35))
        p.line("M52 230H118V306H52Z", mix(SAND, DUSK, 0.4), 4)
        p.form(box(72, 196, 10, 52, 4), JADE, 0.2)
        p.form(box(90, 206, 9, 42, 4), INK, 0.2)
        p.line("M-124 390H-48V480H-124Z", mix(SAND, DUSK, 0.4), 4)
        p.line("M-60 -20C-100 90 -70 190 -30 230C10 270 0 330 -40 340", INK, 9)
        p.line("M60 -20C100 70 80 150 40 190C20 215 -10 226 -30 230", INK, 9)
        p.form(disc(-48, 352, 27), mix(SKY, DUSK, 0.4), 0.6)
        p.path(disc(-48, 352, 13), mix(SKY, WHITE, 0.5))
        blossom(p, -92, 130, 30, RED, OCHRE, 6)
        leaf(p, -86, 156, 46, 20, JADE)


@scene("model-worker", "劳模风采", "朝阳与麦穗之间，一位胸前佩着红花的劳动模范侧身远望，神情沉静。", (430, 130, 740, 760), mix(OCHRE, PAPER, 0.7))
def model_worker(p: Picture) -> None:
    """A worker with a red flower before the rising sun and wheat."""
    p.wash(mix(OCHRE, PAPER, 0.72), mix(CLAY, PAPER, 0.55), 0)
    for i in range(24):
        a, b = heading(90 + i * 15 - 3.6), heading(90 + i * 15 + 3.6)
        p.path(polygon([(800, 480), (800 + a[0] * 1300, 480 + a[1] * 1300), (800 + b[0] * 1300, 480 + b[1] * 1300)]), mix(OCHRE, WHITE, 0.45), 0.5)
    p.path(disc(800, 480, 330), mix(OCHRE, PAPER, 0.2))
    p.shade(disc(800, 480, 330), CLAY, 0, 0.45)
    hills(p, 141, 800, 150, 3, mix(JADE, DUSK, 0.3), mix(OCHRE, PAPER, 0.5), 0.4)
    who = figure(p, 790, 1310, 1050, Pose(arms=((-10, -6), (12, 4)), nod=-3), replace(DOCTOR, hair=mix(INK, GREY, 0.25), skin=TANNED))
    fx, fy = who.along(-5.2, 20.5)
    for side in (-1, 1):
        p.form(smooth([(fx + side * 6, fy), (fx + side * 34, fy + 130), (fx + side * 12, fy + 128)], closed=True), mix(RED, INK, 0.12), 0.4)
    for ring, r in enumerate((58, 40, 24)):
        for i in range(9):
            cx, cy = step((fx, fy), i * 40 + ring * 20, r * 0.62)
            p.path(disc(cx, cy, r * 0.42), mix(RED, WHITE, 0.1 * ring) if i % 2 else mix(RED, INK, 0.1))
    p.path(disc(fx, fy, 10), OCHRE)
    for side in (-1, 1):
        for i in range(7):
            wheat(p, 800 + side * (330 + i * 88), 1020, 430 - i * 34 + 30 * (i % 2), side * (4 + i * 3))


def wheat(p: Picture, x: float, y: float, height: float, lean: float) -> None:
    """An ear of wheat on its stalk, from (x, y) upwards, leaning `lean` degrees to the right."""
    top = step((x, y), 180 - lean, height)
    p.strokes([(x, y), step((x, y), 180 - lean * 0.4, height * 0.6), top], mix(OCHRE, WOOD, 0.35), 6)
    leaf(p, x, y - height * 0.3, height * 0.36, 180 + (40 if lean < 0 else -40), mix(JADE, OCHRE, 0.4), 0.12)
    for i in range(6):
        base = step(top, -lean, i * 21)
        for way in (-1, 1):
            leaf(p, base[0], base[1], 46, 180 - lean + way * 24, mix(OCHRE, CLAY if i % 2 else WOOD, 0.25), 0.26)
    leaf(p, top[0], top[1], 50, 180 - lean, OCHRE, 0.22)


@scene("service-medal", "长期服务纪念奖章", "一枚金色奖章系着红绶带，章面是一圈圈年轮，四周飘落着银杏叶。", (430, 130, 740, 760), mix(JADE, PINE, 0.4))
def service_medal(p: Picture) -> None:
    """A medal that shows the growth rings of a tree, with ginkgo leaves."""
    p.wash(mix(JADE, PINE, 0.15), mix(PINE, INK, 0.15), 30)
    p.glow(800, 520, 640, JADE_MID, 0.45)
    p.path(disc(836, 640, 250), INK, 0.4, blur=18)
    for side, tone in ((-1, mix(RED, INK, 0.14)), (1, RED)):
        p.form(polygon([(800 - 44, 400), (800 + 44, 400), (800 + side * 250 + 70, -30), (800 + side * 250 - 70, -30)]), tone, 0.6, 0)
        p.path(polygon([(792, 400), (808, 400), (800 + side * 250 + 12, -30), (800 + side * 250 - 12, -30)]), mix(OCHRE, WHITE, 0.25))
    p.form(box(756, 352, 88, 66, 12), mix(OCHRE, WOOD, 0.25), 0.6)
    p.form(disc(800, 620, 244), mix(OCHRE, WHITE, 0.08), 0.75)
    p.line(disc(800, 620, 226), mix(OCHRE, WOOD, 0.5), 6)
    for i in range(48):
        x, y = step((800, 620), i * 7.5, 210)
        p.path(disc(x, y, 4.4), mix(OCHRE, WOOD, 0.4))
    p.form(disc(800, 620, 194), mix(OCHRE, WHITE, 0.42), 0.5)
    for i in range(11):
        r = 16 + i * 16
        points = [step((800 - 10 + i, 620 + 6 - i * 0.6), a * 30, r * (1 + 0.05 * p.chance.uniform(-1, 1))) for a in range(12)]
        p.line(smooth(points, closed=True), mix(OCHRE, WOOD, 0.62), 4 if i % 3 else 7, 0.85)
    p.path(disc(790, 624, 8), WOOD)
    for x, y, s, way in ((330, 300, 130, 200), (230, 640, 160, 150), (420, 850, 120, 210), (1260, 260, 120, 160), (1390, 560, 165, 200), (1190, 850, 130, 140), (120, 180, 90, 120), (1500, 850, 100, 230)):
        ginkgo(p, x, y, s, way)


def ginkgo(p: Picture, x: float, y: float, size: float, way: float) -> None:
    """A fan-shaped ginkgo leaf whose stalk ends at (x, y)."""
    tone = mix(OCHRE, WHITE, 0.12 + (x % 5) * 0.06)
    rim = [step((x, y), way + a, size * (1 if abs(a) > 8 else 0.82)) for a in (-58, -42, -26, -11, 0, 11, 26, 42, 58)]
    p.path(smooth([(x + 10, y + 14), *[(a + 10, b + 14) for a, b in rim]], closed=True, tension=0.4), INK, 0.22, blur=6)
    p.form(smooth([(x, y), *rim], closed=True, tension=0.4), tone, 0.6)
    for a in (-44, -30, -15, 15, 30, 44):
        ex, ey = step((x, y), way + a, size * 0.86)
        p.line(f"M{x:.0f} {y:.0f}L{ex:.0f} {ey:.0f}", mix(OCHRE, WOOD, 0.3), 2, 0.6)
    tail = step((x, y), way + 186, size * 0.6)
    p.strokes([(x, y), step((x, y), way + 172, size * 0.3), tail], mix(OCHRE, WOOD, 0.3), size * 0.045)
