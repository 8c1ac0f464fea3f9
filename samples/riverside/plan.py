"""What is on a plan: features by role, and the parts houses and blocks are made of."""

import random

from shapes import along, area, azimuth, edges, without_repeats

STOREY_M = 3.0
# Share of the time somebody is in the room: by day, in the evening, awake at night.
OCCUPIED = {"living room": (0.4, 0.9, 0.1), "kitchen": (0.4, 0.6, 0.0), "bedroom": (0.2, 0.4, 0.2),
            "hall": (0.3, 0.3, 0.0), "shop": (0.9, 0.2, 0.0)}


class Feature:
    def __init__(self, role, kind, shape, name, layer, attributes):
        self.role, self.kind, self.shape = role, kind, shape
        self.name, self.layer, self.attributes = name, layer, attributes


class Plan:
    """Features in drawing order. Shapes: a point, a list of points, or for polygons a list of rings."""

    def __init__(self, seed):
        self.features = []
        self.random = random.Random(seed)

    def point(self, role, at, name="", layer="", **attributes):
        self.features.append(Feature(role, "point", at, name, layer, attributes))

    def line(self, role, points, name="", layer="", **attributes):
        self.features.append(Feature(role, "line", points, name, layer, attributes))

    def polygon(self, role, ring, name="", layer="", holes=(), **attributes):
        self.features.append(Feature(role, "polygon", [ring, *holes], name, layer, attributes))

    def of(self, role):
        return [one for one in self.features if one.role == role]

    # One door, gate, gap or window in the wall from a to b.
    def opening(self, kind, a, b, distance, outward, name="", **attributes):
        self.point("opening", along(a, b, distance), name, {"window": "Windows", "door": "Doors"}.get(kind, "Gates"),
                   kind=kind, azimuth_deg=azimuth(*outward), **attributes)

    def window(self, a, b, distance, outward, storey, room, width=1.2):
        day, evening, night = OCCUPIED[room]
        self.opening("window", a, b, distance, outward, storey=storey, width_m=width, glazing="clear",
                     room=room, occupied_day=day, occupied_evening=evening, occupied_night=night)

    def gate(self, at, outward, name="", **attributes):
        self.point("opening", at, name, "Gates", azimuth_deg=azimuth(*outward), **attributes)

    def block(self, name, ring, levels, doors=(), blind=(), storeys=None, rooms=("living room", "bedroom", "kitchen"),
              spacing=3.2, **attributes):
        """A building with windows at equal steps on every edge that is not blind. doors: (edge, metres along it,
        name, attributes)."""
        attributes.setdefault("height_m", round(levels * STOREY_M + 0.6, 1))
        self.polygon("building", ring, name, "Buildings", levels=levels, **attributes)
        for index, (a, b, length, outward) in enumerate(edges(ring)):
            places = [(distance, more) for edge, distance, _, more in doors if edge == index]
            for edge, distance, label, more in doors:
                if edge == index:
                    self.opening("door", a, b, distance, outward, label, **{"width_m": 1.0, "storey": 0, **more})
            if index in blind:
                continue
            count = int((length - 0.8) / spacing)
            step = length / max(count, 1)
            for storey in storeys if storeys is not None else range(levels):
                for i in range(count):
                    distance = (i + 0.5) * step
                    clear = min([abs(distance - at) for at, _ in places], default=9)
                    if storey > 0 or clear > 1.4:
                        self.window(a, b, distance, outward, storey, rooms[(i + storey) % len(rooms)])

    def terrace(self, street, numbers, u0, v_front, facing, rear_v, wall_v, width=5.4, depth=8.0):
        """Houses in a row from u0 eastwards, two storeys, every second pair set back by 0.8 m. facing: +1 the fronts
        look to +v, -1 to -v. rear_v: rear fence; wall_v: front garden wall. Gardens, fences, gates, doors, windows."""
        count = len(numbers)
        fronts = [v_front - facing * 0.8 * (i // 2 % 2) for i in range(count)]
        backs = [v - facing * depth for v in fronts]
        us = [round(u0 + i * width, 2) for i in range(count + 1)]
        low, high = (backs, fronts) if facing > 0 else (fronts, backs)
        ring = [p for i in range(count) for p in ((us[i], low[i]), (us[i + 1], low[i]))]
        ring += [p for i in reversed(range(count)) for p in ((us[i + 1], high[i]), (us[i], high[i]))]
        name = f"{numbers[0]}–{numbers[-1]} {street}"
        self.polygon("building", without_repeats(ring), name, "Buildings", levels=2, height_m=7.4, use="houses")
        for i, number in enumerate(numbers):
            self._house(f"{number} {street}", us[i], us[i + 1], fronts[i], backs[i], facing)
            self._gardens(f"{number} {street}", us[i], us[i + 1], fronts[i], backs[i], rear_v, wall_v, facing)
        for i in range(count + 1):
            back = min(backs[max(i - 1, 0)], backs[min(i, count - 1)], key=lambda v: abs(v - rear_v))
            self.line("barrier", [(us[i], back), (us[i], rear_v)], layer="Fences", kind="fence", height_m=1.8,
                      opacity=1.0, passable="none")
        self.line("barrier", [(us[0], rear_v), (us[-1], rear_v)], f"Rear fence of {name}", "Fences", kind="fence",
                  height_m=1.8, opacity=1.0, passable="none")

    def _house(self, address, u0, u1, front, back, facing):
        for v, outward, is_front in ((front, (0, facing), True), (back, (0, -facing), False)):
            a, b = (u0, v), (u1, v)
            if is_front:
                self.opening("door", a, b, 1.2, outward, address, main=1, width_m=0.95, storey=0, control="locked",
                             delay_s=180)
                self.window(a, b, 3.6, outward, 0, "living room", 1.8)
            else:
                self.opening("door", a, b, 1.3, outward, width_m=0.9, storey=0, control="locked", delay_s=120)
                self.window(a, b, 3.7, outward, 0, "kitchen", 1.5)
            self.window(a, b, 1.5, outward, 1, "bedroom")
            self.window(a, b, 3.9, outward, 1, "bedroom")

    def _gardens(self, address, u0, u1, front, back, rear_v, wall_v, facing):
        ring = [(u0, min(back, rear_v)), (u1, min(back, rear_v)), (u1, max(back, rear_v)), (u0, max(back, rear_v))]
        self.polygon("zone", ring, f"Garden of {address}", "Private gardens", ownership="private", use="garden")
        ring = [(u0, min(front, wall_v)), (u1, min(front, wall_v)), (u1, max(front, wall_v)), (u0, max(front, wall_v))]
        self.polygon("zone", ring, f"Front garden of {address}", "Front gardens", ownership="semi_private",
                     use="front garden")
        for begin, end in ((u0, u0 + 0.6), (u0 + 1.8, u1)):
            self.line("barrier", [(begin, wall_v), (end, wall_v)], layer="Walls", kind="wall", height_m=0.7,
                      passable="none")
        self.gate((u0 + 2.6, rear_v), (0, -facing), f"Back gate of {address}", kind="gate", width_m=0.9,
                  control="locked", delay_s=30)
        if self.random.random() < 0.45:
            at = (round(self.random.uniform(u0 + 1.4, u1 - 1.4), 2),
                  round(back + (rear_v - back) * self.random.uniform(0.45, 0.8), 2))
            size = self.random.choice(((3.5, 2.5, 1.0), (4.5, 3.2, 1.4), (5.5, 3.8, 1.6)))
            self.tree(at, *size, layer="Garden trees")

    def tree(self, at, height, crown, stem, layer="Trees", name=""):
        self.point("tree", at, name, layer, height_m=height, crown_m=crown, clear_stem_m=stem)

    def lamp(self, at, height, toward, watts, circuit):
        self.point("luminaire", at, "", "Lamps", height_m=height, azimuth_deg=azimuth(*toward), watts=watts,
                   cct_k=3000, maintenance=0.8, hours="dusk-dawn", circuit=circuit)

    def check(self):
        for one in self.of("building"):
            assert area(one.shape[0]) > 0, one.name
