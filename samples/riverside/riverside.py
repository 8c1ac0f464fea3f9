"""Riverside estate: a fictional housing estate of about 4 ha between Ferry Lane and a river.

Axes: u runs east along the streets, v north from the river, metres; shapes.py places them on the map. Three places
are drawn on purpose as no officer would leave them: see PLACES.
"""

from math import cos, sin

from plan import Plan
from shapes import area, band, box

PLACES = [
    {"id": "recess", "kind": "entrapment", "title": "Bin recess on Back Path", "at": (179.5, 78.2),
     "radius_m": 4.0,
     "why": "Walls of 2.2 m on three sides and a single exit 2.0 m wide, 2.5 m from a lit route people use at night: "
            "somebody can wait inside unseen, and whoever is pushed in has no other way out."},
    {"id": "alley", "kind": "unlit_path", "title": "Alley behind Ferry Lane", "at": (53.6, 145.2),
     "radius_m": 50.0,
     "why": "A through route of 100 m between fences of 1.8 m without a lamp of its own; the nearest lamps stand "
            "beyond its ends, and a bend in the middle hides each half from the other."},
    {"id": "play", "kind": "unobserved_play", "title": "Play area by the garages", "at": (25.5, 32.5),
     "radius_m": 15.0,
     "why": "The boat store to the north, the garages to the east and the flank of Block G have no windows towards "
            "it; hedges of 2 m close the other sides. "
            "The nearest window that sees any of it is 120 m away."},
]

RED_LINE = [(0.0, 1.4), (80.0, 0.6), (140.0, 2.0), (221.0, 0.4), (222.5, 171.8), (110.0, 172.8), (0.6, 172.6)]
BANK = [(-45, -1.5), (20, 0), (80, -0.9), (140, 0.6), (200, -1.0), (275, 0.8)]
FERRY_LANE = [(-45.0, 177.0), (40.0, 178.0), (108.5, 178.0), (190.0, 177.4), (270.0, 175.2)]
QUAY_STREET = [(108.5, 178.0), (108.5, 112.0), (109.4, 88.0), (108.5, 76.0)]
MILL_ROW = [(-30.0, 113.0), (20.0, 112.0), (108.5, 112.0), (208.0, 112.0)]


def buildings(plan):
    plan.terrace("Ferry Lane", range(1, 17, 2), 8.0, 168.5, 1, 145.5, 171.9)
    plan.terrace("Ferry Lane", range(17, 33, 2), 56.0, 168.5, 1, 147.5, 171.9)
    plan.terrace("Mill Row", range(1, 17, 2), 8.0, 121.5, -1, 142.9, 117.6)
    plan.terrace("Mill Row", range(17, 33, 2), 56.0, 121.5, -1, 144.9, 117.6)
    plan.terrace("Mill Row", range(2, 18, 2), 134.0, 102.0, 1, 76.0, 106.6)
    plan.terrace("Mill Row", range(18, 26, 2), 181.8, 102.0, 1, 76.0, 106.6)
    flats = {"main": 1, "control": "controlled", "width_m": 1.2}
    side = {"control": "locked"}
    shop = {"main": 1, "control": "open", "width_m": 1.8, "hours": "Mo-Su 07:00-22:00"}
    hall = {"main": 1, "control": "staffed", "width_m": 2.0, "hours": "Mo-Fr 09:00-21:00; Sa 10:00-16:00"}
    plan.block("Block D", [(118, 146.5), (129.5, 146.5), (129.5, 157), (178, 157), (178, 168.5), (118, 168.5)], 4,
               doors=[(2, 12.0, "Block D court", flats), (2, 38.0, "Block D stair 2", side),
                      (4, 30.0, "Block D", flats), (4, 52.5, "Corner shop", shop)],
               blind={0}, use="flats, shop")
    plan.block("Block D bridge", box(118, 141.5, 129.5, 146.5), 4, blind={0, 2}, storeys=range(1, 4), base_m=3.2,
               use="flats")
    plan.block("Block E", [(118, 121.5), (178, 121.5), (178, 133), (129.5, 133), (129.5, 141.5), (118, 141.5)], 4,
               doors=[(0, 22.0, "Block E", flats), (2, 20.0, "Block E court", flats), (3, 4.0, "", side)],
               blind={4}, use="flats")
    plan.block("Block F", box(192, 121.5, 204, 160), 5,
               doors=[(1, 19.0, "Block F", flats), (3, 19.0, "Block F court", flats)], use="flats")
    plan.block("Cycle store", box(180.5, 150.2, 189, 154.4), 1, doors=[(0, 4.2, "Cycle store", side)],
               blind={0, 1, 2, 3}, height_m=2.8, use="cycle store")
    plan.block("Riverside hall", box(10, 84, 38, 102), 1,
               doors=[(1, 9.0, "Hall", hall), (2, 22.0, "Hall fire exit", side)], blind={0, 3}, rooms=("hall",),
               height_m=6.5, use="community hall", hours=hall["hours"])
    plan.block("Boat store", box(8, 56, 45.5, 70), 1, doors=[(2, 9.0, "Boat store", {"width_m": 4.0, **side}),
                                                             (2, 28.0, "Boat store", {"width_m": 4.0, **side})],
               blind={0, 1, 2, 3}, height_m=7.5, use="store")
    plan.block("Garages", box(46, 16, 51.5, 52), 1,
               doors=[(1, 1.5 + 3 * i, f"Garage {i + 1}", {"width_m": 2.3, **side}) for i in range(12)],
               blind={0, 1, 2, 3}, height_m=2.6, use="garages")
    plan.block("Block G", [(62, 20), (74, 20), (74, 52), (104, 52), (104, 64), (62, 64)], 5,
               doors=[(4, 18.0, "Block G", flats), (1, 16.0, "Block G garden", side)], blind={5}, use="flats")
    plan.block("Kiosk", box(112, 30, 118.5, 35), 1, doors=[(2, 3.2, "Kiosk", {"main": 1, "control": "open",
                                                                             "hours": "Mo-Su 08:00-18:00"})],
               rooms=("shop",), spacing=2.4, height_m=3.2, use="café", hours="Mo-Su 08:00-18:00")
    plan.block("Block H", box(134, 28, 150, 46), 7, doors=[(3, 9.0, "Block H", flats), (1, 9.0, "", side)], use="flats")
    plan.block("Block J", box(160, 22, 176, 40), 7, doors=[(2, 8.0, "Block J", flats), (0, 8.0, "", side)], use="flats")
    plan.block("Block K", [(186, 18), (212, 18), (212, 48), (200, 48), (200, 30), (186, 30)], 4,
               doors=[(3, 6.0, "Block K", flats), (5, 6.0, "", side)], use="flats")
    plan.block("Substation", box(207.5, 97.5, 212.5, 103.5), 1, doors=[(2, 2.5, "Substation", side)],
               blind={0, 1, 2, 3}, height_m=3.0, use="substation")
    context = {"phase_from": "existing"}
    for name, ring, levels in (("2–26 Ferry Lane", box(8, 187, 72, 196), 2),
                               ("The Ferryman", box(84, 187, 100, 200), 3),
                               ("Ferry House", box(120, 186.5, 176, 195.5), 3), ("Works", box(-38, 62, -6, 98), 2)):
        plan.block(name, ring, levels, blind=set() if levels > 2 else {0, 1, 3}, use="context", **context)


def boundaries(plan):
    wall = dict(layer="Walls", kind="wall", passable="none")
    fence = dict(layer="Fences", kind="fence", passable="none")
    hedge = dict(layer="Hedges", kind="hedge", passable="none", opacity=1.0)
    railing = dict(layer="Railings", kind="railing", passable="none", opacity=0.3)
    # The recess: three sides and two stubs that leave an exit of 2.0 m.
    plan.line("barrier", [(178.5, 76.0), (177.4, 76.0), (177.4, 80.5), (181.6, 80.5), (181.6, 76.0), (180.5, 76.0)],
              "Bin recess", height_m=2.2, **wall)
    plan.line("barrier", [(0.8, 8.5), (0.9, 60.0), (0.6, 168.0)], "West boundary wall", height_m=2.4, **wall)
    plan.line("barrier", [(216.5, 9.0), (217.0, 104.0), (216.4, 168.0)], "East boundary", height_m=2.0, opacity=0.3,
              **fence)
    plan.line("barrier", [(51.2, 168.1), (56.0, 168.1)], "Passage", height_m=2.0, opacity=1.0, **fence)
    plan.gate((53.6, 168.1), (0, 1), "Passage gate", kind="gate", width_m=1.1, control="closed")
    plan.line("barrier", [(177.2, 101.2), (181.8, 101.2)], "Passage", height_m=2.0, opacity=1.0, **fence)
    plan.gate((179.5, 101.2), (0, 1), "Bin passage gate", kind="gate", width_m=1.1, control="locked", delay_s=30)
    plan.line("barrier", [(178, 160), (192, 159.6)], "Court railing north", height_m=1.8, **railing)
    plan.gate((185, 159.8), (0, 1), "Court gate north", kind="gate", width_m=1.5, control="controlled", delay_s=20)
    plan.line("barrier", [(178, 124), (192, 124)], "Court railing south", height_m=1.8, **railing)
    plan.gate((185, 124), (0, -1), "Court vehicle gate", kind="gate", width_m=3.6, control="controlled", delay_s=20)
    plan.line("barrier", [(-30, 0.4), (20, 1.6), (80, 0.8), (140, 2.2), (200, 0.6), (245, 1.4)], "River railing",
              height_m=1.1, **railing)
    plan.line("barrier", [(74, 20), (104, 20), (104, 52)], "Garden railing of Block G", height_m=1.1, **railing)
    plan.gate((90, 20), (0, -1), "Garden gate of Block G", kind="gate", width_m=1.2, control="locked", delay_s=20)
    play = [(10, 21), (31, 20.5), (41, 24), (41.5, 44), (10.5, 44)]
    plan.line("barrier", play + play[:1], "Play area railing", height_m=1.2, **railing)
    plan.gate((24.2, 20.66), (0, -1), "Play area gate", kind="gate", width_m=1.2, control="open")
    plan.line("barrier", [(7.2, 47.4), (45.4, 47.0)], "Hedge at the boat store", height_m=2.2, **hedge)
    plan.line("barrier", [(7.2, 47.4), (6.9, 16.4)], "Hedge on Wharf Path", height_m=2.0, **hedge)
    plan.line("barrier", [(6.9, 16.4), (45.4, 15.8)], "Hedge on Riverside Walk", height_m=2.0, **hedge)
    plan.gate((24.2, 16.13), (0, -1), "Way to the play area", kind="gap", width_m=1.6)
    plan.line("barrier", [(158, 70.4), (199, 70.2)], "Hedge at the parking court", height_m=1.8, **hedge)
    plan.line("barrier", [(134, 70.6), (156, 70.4)], "Low hedge at the parking court", height_m=0.9, **hedge)
    for ring in ((106, 13.2), (116, 13.4)), ((120.4, 13.4), (130.5, 13.6)):
        plan.line("barrier", list(ring), "Quay wall", "Walls", kind="retaining_wall", height_m=0.8, passable="none")
    for i in range(9):
        plan.point("barrier", (103.4 + 1.6 * i, 73.2), "", "Bollards", kind="bollard", height_m=1.0, gap_m=1.4,
                   passable="foot")
    for street, width in ((FERRY_LANE, 6.5), (MILL_ROW, 5.5)):
        for side in (width / 2, -width / 2):
            plan.line("barrier", [(u, v + side) for u, v in street], "", "Kerbs", kind="kerb", height_m=0.12,
                      passable="foot")


def ways(plan):
    road = dict(layer="Roads", kind="road", speed_kmh=30)
    plan.line("path", FERRY_LANE, "Ferry Lane", width_m=6.5, lit_class="P3", **road)
    plan.line("path", QUAY_STREET, "Quay Street", width_m=5.5, lit_class="P4", **road)
    plan.line("path", MILL_ROW, "Mill Row", width_m=5.5, lit_class="P4", **road)
    service = dict(layer="Roads", kind="service", speed_kmh=15, width_m=4.5)
    plan.line("path", [(52.0, 112.0), (52.0, 80.0), (56.5, 58.0), (56.5, 17.0)], "Garage court", **service)
    plan.line("path", [(108.5, 76.0), (131.0, 62.0), (138.0, 60.0), (196.0, 60.0)], "Parking court", **service)
    plan.line("path", [(185, 112.0), (185, 124.0), (185, 138.0)], "Court access", **service)
    foot = dict(layer="Footways", kind="footway")
    plan.line("path", [(-45, 172.9), (40, 173.9), (104.4, 173.9)], "Ferry Lane south side", width_m=2.2, night_route=1,
              lit_class="P3", **foot)
    plan.line("path", [(112.6, 173.9), (190, 173.2), (270, 171.0)], "Ferry Lane south side", width_m=2.2,
              night_route=1, lit_class="P3", **foot)
    plan.line("path", [(-45, 181.3), (40, 182.3), (190, 181.7), (270, 179.5)], "Ferry Lane north side", width_m=2.2,
              **foot)
    plan.line("path", [(104.4, 173.9), (104.4, 146.2), (104.4, 115.8)], "Quay Street west side", width_m=2.0,
              night_route=1, lit_class="P4", **foot)
    plan.line("path", [(112.6, 173.9), (112.6, 144.0), (112.6, 115.8)], "Quay Street east side", width_m=2.0,
              night_route=1, lit_class="P4", **foot)
    plan.line("path", [(2.8, 115.8), (104.4, 115.8)], "Mill Row north side", width_m=2.0, night_route=1,
              lit_class="P4", **foot)
    plan.line("path", [(112.6, 115.8), (210.5, 115.8)], "Mill Row north side", width_m=2.0, night_route=1,
              lit_class="P4", **foot)
    plan.line("path", [(2.8, 108.2), (104.6, 108.2)], "Mill Row south side", width_m=2.0, lit_class="P4", **foot)
    plan.line("path", [(112.6, 108.2), (210.5, 108.2)], "Mill Row south side", width_m=2.0, lit_class="P4", **foot)
    plan.line("path", [(2.8, 173.4), (2.8, 144.2), (2.8, 115.8), (2.8, 108.2), (3.2, 60.0), (3.0, 6.4)], "Wharf Path",
              width_m=2.4, night_route=1, lit_class="P5", **foot)
    plan.line("path", [(2.8, 144.2), (52.4, 144.2), (54.8, 146.2), (104.4, 146.2)], "Alley behind Ferry Lane",
              width_m=2.0, night_route=1, **foot)
    plan.line("path", [(112.6, 144.0), (118.0, 144.0), (129.5, 144.0), (138.0, 144.6)], "Underpass", width_m=3.0,
              night_route=1, lit_class="P4", **foot)
    plan.line("path", [(138.0, 144.6), (150.0, 148.0), (170.0, 146.0), (185.0, 148.2), (185.0, 159.8), (185.2, 173.2)],
              "Court path", width_m=2.0, **foot)
    plan.line("path", [(185.0, 148.2), (185.0, 138.0)], "Court path", width_m=2.0, **foot)
    plan.line("path", [(112.6, 108.2), (113.5, 88.0), (114.0, 73.4), (116.0, 44.0), (118.2, 14.6)], "Quay Square",
              width_m=4.0, night_route=1, lit_class="P4", **foot)
    plan.line("path", [(118.2, 14.6), (118.2, 10.0)], "Quay steps", "Footways", kind="steps", width_m=4.0)
    plan.line("path", [(118.2, 10.0), (118.3, 6.6)], "Quay steps", width_m=4.0, **foot)
    plan.line("path", [(114.0, 73.4), (132.0, 73.4), (179.5, 73.4), (210.5, 73.4)], "Back Path", width_m=2.0,
              night_route=1, lit_class="P4", **foot)
    plan.line("path", [(210.2, 173.0), (210.5, 115.8), (210.5, 108.2), (214.6, 106.0), (214.6, 90.0), (210.5, 73.4),
                       (214.2, 52.0), (214.2, 6.8)], "East Walk", width_m=2.0, lit_class="P5", **foot)
    plan.line("path", [(-30, 5.6), (3.0, 6.4), (24.2, 6.5), (80.0, 5.8), (118.3, 6.6), (140.0, 7.0), (214.2, 6.8),
                       (245, 6.6)], "Riverside Walk", "Footways", kind="cycleway", width_m=3.5, night_route=1,
              lit_class="P4")
    plan.line("path", [(24.2, 6.5), (24.2, 16.13), (24.2, 20.66), (25.5, 30.0)], "Way to the play area", width_m=1.6,
              **foot)
    plan.line("path", [(116.0, 44.0), (132.0, 37.0), (133.9, 37.0)], "Way to Block H", width_m=1.8, **foot)
    plan.line("path", [(66.0, 108.2), (72.0, 96.0), (86.0, 88.0), (97.0, 76.0), (114.0, 73.4)], "Mill Green",
              width_m=1.8, night_route=1, lit_class="P5", **foot)
    plan.line("path", [(86.0, 88.0), (86.0, 66.0), (86.0, 64.0)], "Way to Block G", width_m=1.8, **foot)
    plan.line("path", [(168.0, 60.0), (168.0, 40.0)], "Way to Block J", width_m=1.8, **foot)


def green(plan):
    shrubs = dict(layer="Shrubs", opacity=1.0)
    for ring, height in ((box(4.4, 147.0, 7.6, 167.6), 1.2), (box(4.4, 119.5, 7.6, 141.8), 1.2),
                         (box(8.0, 12.4, 22.8, 15.2), 1.8), (box(25.8, 12.2, 44.0, 15.0), 1.8),
                         (box(8.5, 48.6, 45.0, 54.6), 1.6), (box(62.5, 64.8, 78.0, 68.6), 0.8),
                         (box(132.0, 136.0, 150.0, 139.0), 0.8), (box(152.0, 151.0, 172.0, 154.6), 0.8),
                         (box(196.5, 62.0, 207.0, 69.6), 1.4), (box(152.0, 10.6, 184.0, 14.4), 0.7),
                         (box(206.0, 124.0, 208.4, 158.0), 1.0)):
        plan.polygon("planting", ring, height_m=height, mature_m=round(height * 1.6, 1), **shrubs)
    street = [(101.6, v, 7.5, 4.5, 2.4) for v in (168.0, 137.5, 126.5)]
    street += [(115.3, v, 7.5, 4.5, 2.4) for v in (165.5, 153.0, 135.0, 125.0)]
    street += [(u, 118.9, 6.5, 4.0, 2.2) for u in (124, 138, 152, 166, 196)]
    street += [(u, 105.4, 6.0, 3.6, 2.2) for u in (66, 78, 92)]
    square = [(108.6 + 5.6 * i, 50.0 + 6.5 * j, 8.0, 5.0, 2.6) for i in (0, 2, 3) for j in range(3)]
    court = [(136.5, 151.8, 9.0, 6.5, 2.4), (146.0, 142.0, 7.0, 4.6, 2.2), (160.0, 141.0, 8.0, 5.6, 2.2),
             (174.0, 139.5, 7.0, 4.5, 2.2), (176.0, 152.5, 6.0, 4.0, 2.0)]
    river = [(u, 9.6 + (u % 3) * 0.4, 11.0, 8.0, 2.8) for u in (14, 52, 66, 82, 97)]
    river += [(u, 10.2, 11.0, 8.0, 2.8) for u in (142, 190, 204)]
    lawn = [(80, 44, 7, 5, 2), (92, 36, 9, 7, 2.4), (84, 28, 6, 4, 2), (98, 46, 6, 4, 2), (154, 44, 8, 6, 2.2),
            (155, 26, 9, 7, 2.4), (181, 36, 8, 6, 2.2), (192, 40, 7, 5, 2.0), (142, 20, 7, 5, 2.2), (180, 24, 6, 4, 2)]
    play = [(14, 40.5, 9, 7.5, 1.6), (37, 41, 8, 6.5, 1.6), (38.5, 28, 6, 4.5, 1.4)]
    parking = [(146, 68.6, 5.5, 3.4, 2.2), (172, 68.6, 5.5, 3.4, 2.2), (186, 68.6, 5.5, 3.4, 2.2),
               (61.0, 96.0, 6.0, 4.0, 2.2), (61.0, 84.0, 6.0, 4.0, 2.2)]
    green = [(70, 74, 9, 7, 2.4), (84, 70, 7, 5, 2.2), (98, 72, 8, 6, 2.4), (72, 100, 7, 5, 2.2), (88, 98, 9, 7, 2.4),
             (99.5, 101, 6, 4.4, 2.2), (86, 82, 10, 8, 2.6), (207, 132, 7, 5, 2.2), (207.5, 150, 7, 5, 2.2),
             (206, 166, 8, 6, 2.4), (196, 165, 7, 5, 2.2), (206, 84, 7, 5, 2.2), (205.5, 58, 8, 6, 2.4)]
    for u, v, height, crown, stem in street + square + court + river + lawn + play + parking + green:
        plan.tree((u, v), height, crown, stem)


def light_and_cameras(plan):
    for u in (-28, 22, 62, 96, 128, 164, 204, 240):
        plan.lamp((u, 181.9 if u < 200 else 180.6), 8.0, (0, -1), 50, "Ferry Lane")
    for v in (163.5, 130.0, 94.0):
        plan.lamp((106.0 if v < 120 else 105.6, v), 6.0, (1, 0), 36, "Quay Street")
    for u in (14, 40, 70, 134, 160, 188):
        plan.lamp((u, 116.9), 6.0, (0, -1), 36, "Mill Row")
    for u in (132, 152, 170, 194):
        plan.lamp((u, 71.9), 4.5, (0, 1), 24, "Back Path")
    for u in (8, 36, 64, 92, 130, 158, 186, 210):
        plan.lamp((u, 8.5), 4.5, (0, -1), 24, "Riverside Walk")
    for u, v in ((107.0, 66.0), (127.0, 58.0), (107.4, 40.0), (127.4, 30.0)):
        plan.lamp((u, v), 5.0, (1 if u < 115 else -1, 0), 30, "Quay Square")
    for u, v in ((4.4, 98.0), (4.5, 68.0)):
        plan.lamp((u, v), 4.5, (-1, 0), 24, "Wharf Path")
    for u, v in ((140.0, 147.0), (166.0, 144.4), (183.2, 136.0), (183.4, 156.4)):
        plan.lamp((u, v), 4.0, (1, 0), 20, "Court")
    plan.lamp((123.8, 146.3), 3.0, (0, -1), 18, "Court")
    for u, v in ((70.4, 96.6), (88.6, 85.6)):
        plan.lamp((u, v), 4.5, (1, 0), 24, "Mill Green")
    for u, v in ((44.0, 92.0), (61.2, 50.0), (146.0, 51.0), (186.0, 51.0)):
        plan.lamp((u, v), 5.0, (0, 1) if v < 60 else (1, 0), 30, "Parking")
    plan.point("camera", (104.25, 63.2), "Camera Quay Square", "Cameras", height_m=4.5, azimuth_deg=132.0,
               tilt_deg=18.0, hfov_deg=78.0, h_pixels=2560, v_pixels=1440, range_m=45.0, level="observe",
               purpose="Safety of the square", basis_law="Public task", retention_days=14,
               controller="Riverside Homes")
    plan.point("camera", (160.2, 40.2), "Camera parking court", "Cameras", height_m=5.0, azimuth_deg=20.0,
               tilt_deg=15.0, hfov_deg=90.0, h_pixels=1920, v_pixels=1080, range_m=40.0, level="recognise",
               purpose="Vehicle crime", basis_law="Legitimate interest", retention_days=14,
               controller="Riverside Homes")


def activities(plan):
    seats = [(109.2, 46.0), (109.2, 60.0), (125.6, 46.0), (125.6, 52.0), (140.5, 150.2), (156.0, 146.9), (72.0, 8.9),
             (104.0, 8.8), (80.5, 93.6), (91.8, 86.4), (150.0, 9.2), (88.0, 38.0), (166.0, 9.2), (13.0, 24.0)]
    for at in seats:
        plan.point("activity", at, "Bench", "Benches", kind="seat", people=2)
    plan.polygon("activity", [(10, 21), (31, 20.5), (41, 24), (41.5, 44), (10.5, 44)], "Play area", "Play area",
                 kind="play", people=12, hours="Mo-Su 08:00-20:00")
    plan.point("activity", (75.0, 173.2), "Bus stop Ferry Lane", "Bus stops", kind="bus_stop", people=6)
    plan.point("activity", (132.0, 182.6), "Bus stop Ferry Lane", "Bus stops", kind="bus_stop", people=4)
    plan.point("activity", (124.0, 170.2), "Corner shop", "Shops", kind="shop", people=8, hours="Mo-Su 07:00-22:00")
    plan.point("activity", (115.2, 36.4), "Kiosk", "Shops", kind="shop", people=10, hours="Mo-Su 08:00-18:00")
    plan.point("activity", (117.4, 169.2), "Cash machine", "Shops", kind="atm", people=1, hours="24/7")
    plan.point("activity", (179.5, 78.4), "Bins", "Bin stores", kind="bin_store", people=1)
    plan.point("activity", (188.5, 140.5), "Bins", "Bin stores", kind="bin_store", people=1)
    plan.polygon("activity", box(44, 80, 60.5, 104), "Hall parking", "Parking", kind="parking", people=4)
    plan.polygon("activity", box(137, 52, 195, 68), "Parking court", "Parking", kind="parking", people=6)
    plan.point("target", (102.8, 173.0), "Estate sign", "Targets", kind="sign", height_m=1.8)
    plan.point("target", (184.7, 149.4), "Cycle store", "Targets", kind="asset", height_m=1.0, weight=2)
    plan.point("target", (13.5, 24.6), "Help point", "Targets", kind="refuge", height_m=1.4)
    plan.point("observer", (115.2, 35.6), "Kiosk counter", "Observers", kind="other", hours="Mo-Su 08:00-18:00")
    plan.point("observer", (38.6, 93.0), "Hall reception", "Observers", kind="other",
               hours="Mo-Fr 09:00-21:00; Sa 10:00-16:00")


def owned_ground(plan):
    """Zones but the public one, which is all that is left."""
    court = [(129.5, 133), (178, 133), (178, 124), (192, 124), (192, 159.6), (178, 160), (178, 157), (129.5, 157)]
    plan.polygon("zone", court, "Mill Court", "Shared courts", ownership="semi_private", use="court", capacity=120)
    plan.polygon("zone", box(74, 20, 104, 52), "Garden of Block G", "Shared courts", ownership="semi_private",
                 use="garden", capacity=60)
    plan.polygon("zone", box(44, 80, 60.5, 104), "Hall parking", "Shared courts", ownership="semi_public",
                 use="parking")
    plan.polygon("zone", box(132.5, 50, 199, 69.8), "Parking court", "Shared courts", ownership="semi_private",
                 use="parking")
    plan.polygon("zone", [(51.5, 16), (61.6, 16), (61.6, 54), (51.5, 54)], "Garage court", "Shared courts",
                 ownership="semi_private", use="parking")
    plan.polygon("zone", [(10, 21), (31, 20.5), (41, 24), (41.5, 44), (10.5, 44)], "Play area", "Play area",
                 ownership="semi_public", use="play", capacity=30)
    plan.polygon("zone", [(177.4, 76), (181.6, 76), (181.6, 80.5), (177.4, 80.5)], "Bin recess", "Service areas",
                 ownership="semi_private", use="bins")
    plan.polygon("zone", [(177.4, 80.5), (181.6, 80.5), (181.6, 101.2), (177.4, 101.2)], "Bin passage",
                 "Service areas", ownership="restricted", use="passage")
    plan.polygon("zone", box(132, 15.5, 184.5, 48.5), "Riverside Green", "Lawns", ownership="semi_public", use="lawn",
                 holes=[[(134, 28), (134, 46), (150, 46), (150, 28)], [(160, 22), (160, 40), (176, 40), (176, 22)]])


def drawing_only(plan):
    water = BANK + [(275, -62), (-45, -60)]
    plan.polygon("underlay", water[::-1], "River", "River")
    for line, width in ((FERRY_LANE, 6.5), (QUAY_STREET, 5.5), (MILL_ROW, 5.5),
                        ([(52.0, 109.2), (52.0, 80.0), (56.5, 58.0), (56.5, 17.0)], 4.5),
                        ([(108.5, 76.0), (131.0, 62.0), (138.0, 60.0), (196.0, 60.0)], 4.5)):
        plan.polygon("underlay", band(line, width), "", "Carriageways")
    for ring in ([(64.5, 104.5), (64.5, 69.2), (78.5, 69.2), (100.5, 67.0), (102.0, 104.8)],
                 [(205.6, 119.0), (208.9, 119.0), (208.6, 171.0), (193.5, 171.4), (193.5, 161.5), (205.6, 161.5)],
                 [(9.0, 9.0), (101.0, 8.4), (101.0, 18.0), (63.0, 18.2), (63.0, 13.6), (9.0, 15.6)],
                 [(140.0, 9.4), (212.6, 9.2), (212.8, 16.2), (140.0, 14.8)],
                 [(200.6, 49.5), (212.6, 49.5), (209.0, 71.6), (200.6, 71.6)], box(132, 15.5, 184.5, 48.5),
                 box(74, 20, 104, 52), [(211.9, 117.5), (215.9, 117.5), (215.6, 170.6), (211.6, 171.0)]):
        plan.polygon("underlay", ring if area(ring) > 0 else ring[::-1], "", "Lawns")
    for u0, u1, v0, v1 in ((138.6, 195.0, 52.2, 57.2), (138.6, 195.0, 62.8, 67.8)):
        for i in range(24):
            plan.line("underlay", [(u0 + 2.4 * i, v0), (u0 + 2.4 * i, v1)], "", "Parking bays")
    for i in range(10):
        plan.line("underlay", [(44.2, 81.2 + 2.4 * i), (49.2, 81.2 + 2.4 * i)], "", "Parking bays")
        plan.line("underlay", [(55.2, 81.2 + 2.4 * i), (60.2, 81.2 + 2.4 * i)], "", "Parking bays")


def terrain_height(u, v):
    """Metres above datum: a quay at about 4 m, rising gently to Ferry Lane; the river bed below the railing."""
    ground = 4.35 + 0.017 * max(v, 0.0) + 0.22 * sin(u / 41) * cos(v / 57)
    if v >= 1.0:
        return round(ground + (0.0 if v < 13.4 or not 104 < u < 132 else 0.45), 3)
    return round(max(ground - 0.55 * (1.0 - v), 0.6), 3)


def riverside():
    plan = Plan(seed=22341)
    plan.polygon("study_area", RED_LINE, "Application site", "Red line", kind="application")
    plan.polygon("study_area", [(-44, 58), (-4, 58), (-4, 104), (-44, 104)], "Works", "Blue line", kind="control")
    buildings(plan)
    boundaries(plan)
    ways(plan)
    green(plan)
    light_and_cameras(plan)
    activities(plan)
    owned_ground(plan)
    drawing_only(plan)
    plan.check()
    return plan
