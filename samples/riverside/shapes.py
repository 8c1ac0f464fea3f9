"""Shapes of a plan in its own axes (u along the street, v away from the river), and their place on the map."""

import math

# Where the plan's own origin lies in EPSG:27700 and how far its u axis is turned from east, counter-clockwise.
ORIGIN = (530132.40, 179236.85)
TURN_DEG = 7.6


def place(point):
    """(u, v) as easting and northing with centimetres."""
    u, v = point
    turn = math.radians(TURN_DEG)
    x = ORIGIN[0] + u * math.cos(turn) - v * math.sin(turn)
    y = ORIGIN[1] + u * math.sin(turn) + v * math.cos(turn)
    return (round(x, 2), round(y, 2))


def plan_of(x, y):
    """Easting and northing as (u, v)."""
    turn = math.radians(TURN_DEG)
    dx, dy = x - ORIGIN[0], y - ORIGIN[1]
    return (dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn))


def azimuth(du, dv):
    """Direction of a vector of the plan, degrees clockwise from grid north."""
    return round((90 - math.degrees(math.atan2(dv, du)) - TURN_DEG) % 360, 1)


def box(u0, v0, u1, v1):
    return [(u0, v0), (u1, v0), (u1, v1), (u0, v1)]


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def edges(ring):
    """Edges of a counter-clockwise ring: start, end, length, outward direction (du, dv)."""
    assert area(ring) > 0, "rings of buildings are counter-clockwise"
    for a, b in zip(ring, ring[1:] + ring[:1]):
        length = math.dist(a, b)
        yield a, b, length, ((b[1] - a[1]) / length, (a[0] - b[0]) / length)


def along(a, b, distance):
    share = distance / math.dist(a, b)
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def without_repeats(ring):
    """Drops points that repeat or lie on the straight line between their neighbours."""
    kept = [p for p, q in zip(ring, ring[-1:] + ring[:-1]) if p != q]
    result = []
    for before, here, after in zip(kept[-1:] + kept[:-1], kept, kept[1:] + kept[:1]):
        turn = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])
        if abs(turn) > 1e-9:
            result.append(here)
    return result


def band(line, width):
    """The strip of a width along a line of two or more points, mitred: outline of a carriageway."""
    left, right = [], []
    for i, here in enumerate(line):
        before, after = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
        directions = [(q[0] - p[0], q[1] - p[1]) for p, q in ((before, here), (here, after)) if p != q]
        units = [(d[0] / math.hypot(*d), d[1] / math.hypot(*d)) for d in directions]
        mean = (sum(d[0] for d in units), sum(d[1] for d in units))
        size = math.hypot(*mean)
        mean = (mean[0] / size, mean[1] / size)
        half = width / 2 / (mean[0] * units[0][0] + mean[1] * units[0][1])
        left.append((here[0] - mean[1] * half, here[1] + mean[0] * half))
        right.append((here[0] + mean[1] * half, here[1] - mean[0] * half))
    return right + left[::-1]
