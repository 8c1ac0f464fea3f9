#!/usr/bin/env python3
"""Writes the generic photometries of this folder: no real product, smooth curves of the usual kinds of luminaire,
so that a lamp of which nothing is known but its place gives light. Those that lean to a side lean to their 0° plane:
azimuth_deg of the plan then says where they shine. Run it here; the files are kept in git."""
import math
from pathlib import Path

GAMMA = [2.5 * i for i in range(73)]
PLANES = [10.0 * i for i in range(36)]


def fall(gamma, end, width):
    """1 up to `end` - `width`, 0 from `end` on, smooth between."""
    if gamma <= end - width:
        return 1.0
    return 0.0 if gamma >= end else 0.5 * (1 + math.cos(math.pi * (gamma - end + width) / width))


def bell(value, middle, width):
    return math.exp(-(((value - middle) / width) ** 2))


def street(c, gamma):
    """Narrow to the street (C0), wide along it (C90, C270), little behind, nothing above the horizontal."""
    if gamma >= 90:
        return 0.0
    toward = math.cos(math.radians(c))  # 1 street, -1 house
    along = 1 - toward * toward
    peak = 45 + 22 * along
    side = 0.18 + 0.82 / (1 + math.exp(-5 * (toward + 0.15)))
    return fall(gamma, 88, 22) * (0.45 * math.cos(math.radians(gamma)) + side * bell(gamma, peak, 20 + 4 * along))


def post_top(_, gamma):
    """A clear bowl on a column: the same to all sides, an eighth or so upwards."""
    return bell(gamma, 64, 24) + 0.16 * bell(gamma, 115, 26)


def bollard(_, gamma):
    return bell(gamma, 66, 15) * fall(gamma, 92, 14)


def wall_pack(c, gamma):
    """On a wall, C0 away from it."""
    toward = math.cos(math.radians(c))
    if toward <= 1e-9:
        return 0.0
    return toward**0.7 * bell(gamma, 50, 26) * fall(gamma, 98, 14)


def flood(c, gamma):
    """A beam down the nadir, twice as wide in C90/C270 as in C0/C180: aim it with tilt_deg."""
    x = gamma * abs(math.cos(math.radians(c))) / 20
    y = gamma * abs(math.sin(math.radians(c))) / 40
    return math.exp(-(x * x + y * y)) * fall(gamma, 90, 10)


KINDS = {
    "street": (street, 2, "Generic street lantern", [1500, 3000, 6000, 10000], (0.25, 0.55)),
    "post_top": (post_top, 1, "Generic post-top lantern", [1500, 3000], (0.4, 0.4)),
    "bollard": (bollard, 1, "Generic bollard", [400, 800], (0.15, 0.15)),
    "wall": (wall_pack, 2, "Generic wall light", [800, 2000], (0.1, 0.25)),
    "flood": (flood, 4, "Generic floodlight", [5000, 15000], (0.3, 0.35)),
}
# What a lamp gives that is only known to be one of its kind.
USUAL = {"street": 3000, "post_top": 1500, "bollard": 400, "wall": 800, "flood": 5000}
LUMEN_PER_WATT = 125


def weights(axis, plain, first):
    found = [0.0] * len(axis)
    for i in range(len(axis) - 1):
        a, b = math.radians(axis[i]), math.radians(axis[i + 1])
        whole, moment = plain(b) - plain(a), first(b) - first(a)
        found[i] += (b * whole - moment) / (b - a)
        found[i + 1] += (moment - a * whole) / (b - a)
    return found


def flux(shape):
    by_gamma = weights(GAMMA, lambda x: -math.cos(x), lambda x: math.sin(x) - x * math.cos(x))
    return sum(math.radians(10) * w * shape(c, g) for c in PLANES for g, w in zip(GAMMA, by_gamma))


def stored(isym):
    if isym == 1:
        return [0.0]
    if isym == 2:
        return PLANES[:19]
    return PLANES[:10]


def write(kind, lumens, name):
    shape, isym, title, _, (width, length) = KINDS[kind]
    per_klm = 1000 / flux(shape)
    planes = [0.0] if isym == 1 else PLANES
    mm = [round(1000 * length), 0 if isym == 1 else round(1000 * width), 100]
    lines = ["Prospect, generic: no product", 1 if isym == 1 else 3, isym, len(planes), 0 if isym == 1 else 10]
    lines += [len(GAMMA), 2.5, "made by make.py", f"{title}, {lumens} lm", name, name, "2026"]
    lines += mm + mm[:2] + [0, 0, 0, 0]
    lines += [0, 100, 1, 0, 1, -1, "LED", lumens, "3000", "80", round(lumens / LUMEN_PER_WATT)]
    lines += [0] * 10 + planes + GAMMA
    lines += [round(per_klm * shape(c, g), 2) for c in stored(isym) for g in GAMMA]
    text = "\n".join(f"{line:g}" if isinstance(line, float) else str(line) for line in lines)
    (Path(__file__).parent / f"{name}.ldt").write_text(text + "\n", encoding="utf-8")


for kind, (_, _, _, outputs, _) in KINDS.items():
    write(kind, USUAL[kind], f"generic_{kind}")
    for lumens in outputs:
        if lumens != USUAL[kind]:
            write(kind, lumens, f"generic_{kind}_{lumens}")
