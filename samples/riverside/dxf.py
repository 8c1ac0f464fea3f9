"""Writes a plan as a drawing an architect would send: ASCII DXF R2000 in metres, layers by discipline, blocks for
lamps, trees, cameras, doors and windows, hatches for water and parking, texts. Ground floor only, as site plans are."""

import math

from shapes import TURN_DEG, place

# Layer of each role and kind, with its colour; names after the AIA and NCS layer guidelines.
LAYERS = {
    "0": 7, "A-BLDG-OTLN": 7, "A-DOOR": 3, "A-GLAZ": 4, "L-SITE-FENC": 30, "L-SITE-WALL": 1, "L-PLNT-HEDGE": 92,
    "L-SITE-RAILING": 8, "L-SITE-RETWALL": 1, "L-SITE-BOLLARD": 8, "C-KERB": 9, "L-SITE-GATE": 3, "L-PLNT-TREE": 82,
    "L-PLNT-SHRUB": 72, "E-LITE-SITE": 2, "T-CCTV": 6, "L-WALK": 253, "L-WALK-STEPS": 253, "C-ROAD": 252,
    "C-PVMT-EDGE": 251, "C-PKNG": 8, "C-STRP-BAYS": 8, "A-AREA-PATT": 254, "C-WATR-PATT": 151,
    "L-PLAY": 40, "L-SITE-BENCH": 34, "L-SITE-BINS": 34, "C-PROP-REDLINE": 1,
    "C-WATR-RIVER": 150, "L-LAWN": 74, "A-ANNO-TEXT": 7,
}
BARRIERS = {"wall": "L-SITE-WALL", "fence": "L-SITE-FENC", "hedge": "L-PLNT-HEDGE", "railing": "L-SITE-RAILING",
            "retaining_wall": "L-SITE-RETWALL", "bollard": "L-SITE-BOLLARD", "kerb": "C-KERB"}
PATHS = {"road": "C-ROAD", "service": "C-ROAD", "steps": "L-WALK-STEPS", "footway": "L-WALK", "cycleway": "L-WALK"}
UNDERLAYS = {"River": "C-WATR-RIVER", "Carriageways": "C-PVMT-EDGE", "Parking bays": "C-STRP-BAYS",
             "Lawns": "L-LAWN"}
ACTIVITIES = {"seat": "L-SITE-BENCH", "bin_store": "L-SITE-BINS", "play": "L-PLAY", "parking": "C-PKNG"}


class Dxf:
    """Group codes with handles. Entities go to the model space; blocks hold their own."""

    def __init__(self):
        self.next_handle = 0x100
        self.entities = []
        self.low, self.high = (math.inf, math.inf), (-math.inf, -math.inf)

    def handle(self):
        self.next_handle += 1
        return f"{self.next_handle:X}"

    def entity(self, kind, layer, subclass, *groups, owner="1F"):
        self.entities += [(0, kind), (5, self.handle()), (330, owner), (100, "AcDbEntity"), (8, layer),
                          (100, subclass), *groups]

    def at(self, point):
        x, y = place(point)
        self.low = (min(self.low[0], x), min(self.low[1], y))
        self.high = (max(self.high[0], x), max(self.high[1], y))
        return x, y

    def polyline(self, layer, points, closed):
        vertices = [group for point in points for group in zip((10, 20), self.at(point))]
        self.entity("LWPOLYLINE", layer, "AcDbPolyline", (90, len(points)), (70, int(closed)), (43, 0.0), *vertices)

    def insert(self, layer, block, point, scale=1.0, turn=0.0):
        x, y = self.at(point)
        groups = [(2, block), (10, x), (20, y), (30, 0.0)]
        if scale != 1.0:
            groups += [(41, scale), (42, scale), (43, scale)]
        if turn:
            groups += [(50, round(turn % 360, 1))]
        self.entity("INSERT", layer, "AcDbBlockReference", *groups)

    def text(self, layer, text, point, height, turn):
        x, y = self.at(point)
        self.entity("TEXT", layer, "AcDbText", (10, x), (20, y), (30, 0.0), (40, height), (1, text),
                    (50, round(turn % 360, 1)), (100, "AcDbText"))

    def hatch(self, layer, ring, pattern_angle=None):
        """Solid, or lines at an angle 1 m apart."""
        path = [group for point in ring for group in zip((10, 20), self.at(point))]
        solid = pattern_angle is None
        groups = [(10, 0.0), (20, 0.0), (30, 0.0), (210, 0.0), (220, 0.0), (230, 1.0),
                  (2, "SOLID" if solid else "ANSI31"), (70, int(solid)), (71, 0), (91, 1), (92, 3), (72, 0), (73, 1),
                  (93, len(ring)), *path, (97, 0), (75, 0), (76, 1)]
        if not solid:
            across = math.radians(pattern_angle + 90)
            groups += [(52, 0.0), (41, 1.0), (77, 0), (78, 1), (53, pattern_angle), (43, 0.0), (44, 0.0),
                       (45, round(math.cos(across), 6)), (46, round(math.sin(across), 6)), (79, 0)]
        self.entity("HATCH", layer, "AcDbHatch", *groups, (98, 0))


def circle(radius, x=0.0, y=0.0):
    return "CIRCLE", "AcDbCircle", [(10, x), (20, y), (30, 0.0), (40, radius)]


def stroke(x0, y0, x1, y1):
    return "LINE", "AcDbLine", [(10, x0), (20, y0), (30, 0.0), (11, x1), (21, y1), (31, 0.0)]


def arc(radius, begin, end, x=0.0, y=0.0):
    return "ARC", "AcDbCircle", [(10, x), (20, y), (30, 0.0), (40, radius), (100, "AcDbArc"), (50, begin), (51, end)]


# Drawn around the insertion point; doors and windows look along +x, the way out.
BLOCKS = {
    "LAMP_COLUMN": [circle(0.25), stroke(-0.6, 0, 0.6, 0), stroke(0, -0.6, 0, 0.6)],
    "TREE": [circle(0.5), stroke(-0.08, 0, 0.08, 0), stroke(0, -0.08, 0, 0.08)],
    "CAMERA": [circle(0.2), stroke(0, 0, 1.6, 0.9), stroke(0, 0, 1.6, -0.9), arc(1.84, 330.6, 29.4)],
    "DOOR": [stroke(0, -0.5, 0, 0.5), stroke(0, -0.5, 1.0, -0.5), arc(1.0, 0, 90, 0.0, -0.5)],
    "WINDOW": [stroke(-0.1, -0.6, -0.1, 0.6), stroke(0.1, -0.6, 0.1, 0.6)],
    "GATE": [stroke(0, -0.5, 0, 0.5), stroke(0, 0, 0.5, 0)],
    "BOLLARD": [circle(0.1)],
    "BENCH": [stroke(-0.25, -0.9, -0.25, 0.9), stroke(0.25, -0.9, 0.25, 0.9), stroke(-0.25, -0.9, 0.25, -0.9),
              stroke(-0.25, 0.9, 0.25, 0.9)],
    "BIN": [circle(0.35), stroke(-0.25, -0.25, 0.25, 0.25)],
}


def layer_of(feature):
    kind = feature.attributes.get("kind")
    if feature.role == "barrier":
        return BARRIERS[kind]
    if feature.role == "path":
        return PATHS[kind]
    if feature.role == "activity":
        return ACTIVITIES.get(kind)
    if feature.role == "underlay":
        return UNDERLAYS[feature.layer]
    if feature.role == "opening":
        return {"door": "A-DOOR", "window": "A-GLAZ"}.get(kind, "L-SITE-GATE")
    return {"study_area": "C-PROP-REDLINE", "building": "A-BLDG-OTLN", "tree": "L-PLNT-TREE",
            "planting": "L-PLNT-SHRUB", "luminaire": "E-LITE-SITE", "camera": "T-CCTV"}.get(feature.role)


def block_of(feature):
    kind = feature.attributes.get("kind")
    return {"luminaire": "LAMP_COLUMN", "tree": "TREE", "camera": "CAMERA", "barrier": "BOLLARD",
            "activity": {"seat": "BENCH", "bin_store": "BIN"}.get(kind),
            "opening": {"door": "DOOR", "window": "WINDOW"}.get(kind, "GATE")}.get(feature.role)


def draw(dxf, plan):
    for one in plan.features:
        layer = layer_of(one)
        upstairs = one.attributes.get("storey", 0) > 0
        if layer is None or upstairs or (one.role == "study_area" and one.attributes["kind"] != "application"):
            continue
        if one.kind == "point":
            if block_of(one):
                turn = 90 - one.attributes.get("azimuth_deg", 90)
                dxf.insert(layer, block_of(one), one.shape, one.attributes.get("crown_m", 1.0), turn)
            continue
        for ring in one.shape if one.kind == "polygon" else [one.shape]:
            dxf.polyline(layer, ring, one.kind == "polygon")
        if one.layer == "River":
            dxf.hatch("C-WATR-PATT", one.shape[0])
        if one.role == "building" and "base_m" not in one.attributes:
            dxf.hatch("A-AREA-PATT", one.shape[0], 45.0 + TURN_DEG)
    for one in plan.of("building") + [p for p in plan.of("path") if p.attributes["kind"] == "road"]:
        points = one.shape[0] if one.kind == "polygon" else one.shape
        u = sum(p[0] for p in points) / len(points)
        v = sum(p[1] for p in points) / len(points)
        dxf.text("A-ANNO-TEXT", one.name, (u - 0.35 * len(one.name), v), 1.2, TURN_DEG)


def table(name, handle, count, records):
    return [(0, "TABLE"), (2, name), (5, handle), (330, "0"), (100, "AcDbSymbolTable"), (70, count), *records,
            (0, "ENDTAB")]


def record(kind, handle, owner, subclass, name, *groups):
    return [(0, kind), (5, handle), (330, owner), (100, "AcDbSymbolTableRecord"), (100, subclass), (2, name),
            (70, 0), *groups]


def tables(dxf, block_records):
    layers = [group for name, colour in LAYERS.items()
              for group in record("LAYER", dxf.handle(), "2", "AcDbLayerTableRecord", name, (62, colour),
                                  (6, "Continuous"))]
    line_types = [group for number, name in enumerate(("ByBlock", "ByLayer", "Continuous"))
                  for group in record("LTYPE", f"{0x14 + number:X}", "5", "AcDbLinetypeTableRecord", name,
                                      (3, "Solid line" if number == 2 else ""), (72, 65), (73, 0), (40, 0.0))]
    view = record("VPORT", "17", "8", "AcDbViewportTableRecord", "*Active", (10, 0.0), (20, 0.0), (11, 1.0),
                  (21, 1.0), (12, round((dxf.low[0] + dxf.high[0]) / 2, 2)),
                  (22, round((dxf.low[1] + dxf.high[1]) / 2, 2)), (40, 260.0), (41, 1.5))
    style = record("STYLE", "18", "3", "AcDbTextStyleTableRecord", "Standard", (40, 0.0), (41, 1.0), (50, 0.0),
                   (71, 0), (42, 2.5), (3, "txt"), (4, ""))
    dimension = [(0, "DIMSTYLE"), (105, "19"), (330, "A"), (100, "AcDbSymbolTableRecord"),
                 (100, "AcDbDimStyleTableRecord"), (2, "Standard"), (70, 0)]
    application = record("APPID", "1A", "9", "AcDbRegAppTableRecord", "ACAD")
    blocks = [group for name, handle in block_records.items()
              for group in [(0, "BLOCK_RECORD"), (5, handle), (330, "1"), (100, "AcDbSymbolTableRecord"),
                            (100, "AcDbBlockTableRecord"), (2, name), (340, "0")]]
    dimension_table = table("DIMSTYLE", "A", 1, dimension)
    dimension_table.insert(6, (100, "AcDbDimStyleTable"))
    return [*table("VPORT", "8", 1, view), *table("LTYPE", "5", 3, line_types),
            *table("LAYER", "2", len(LAYERS), layers), *table("STYLE", "3", 1, style), *table("VIEW", "6", 0, []),
            *table("UCS", "7", 0, []), *table("APPID", "9", 1, application), *dimension_table,
            *table("BLOCK_RECORD", "1", len(block_records), blocks)]


def blocks(dxf, block_records):
    groups = []
    for name, owner in block_records.items():
        groups += [(0, "BLOCK"), (5, dxf.handle()), (330, owner), (100, "AcDbEntity"), (8, "0"),
                   (100, "AcDbBlockBegin"), (2, name), (70, 0), (10, 0.0), (20, 0.0), (30, 0.0), (3, name), (1, "")]
        for kind, subclass, content in BLOCKS.get(name, []):
            groups += [(0, kind), (5, dxf.handle()), (330, owner), (100, "AcDbEntity"), (8, "0"), (100, subclass),
                       *content]
        groups += [(0, "ENDBLK"), (5, dxf.handle()), (330, owner), (100, "AcDbEntity"), (8, "0"),
                   (100, "AcDbBlockEnd")]
    return groups


def section(name, groups):
    return [(0, "SECTION"), (2, name), *groups, (0, "ENDSEC")]


def write_dxf(plan, path):
    """The drawing at `path`, code page 1252; the same bytes on every run."""
    dxf = Dxf()
    draw(dxf, plan)
    block_records = {"*Model_Space": "1F", "*Paper_Space": "1E", **{name: dxf.handle() for name in BLOCKS}}
    body = [*section("TABLES", tables(dxf, block_records)), *section("BLOCKS", blocks(dxf, block_records)),
            *section("ENTITIES", dxf.entities)]
    objects = [(0, "DICTIONARY"), (5, "C"), (330, "0"), (100, "AcDbDictionary"), (281, 1), (3, "ACAD_GROUP"),
               (350, "D"), (0, "DICTIONARY"), (5, "D"), (330, "C"), (100, "AcDbDictionary"), (281, 1)]
    header = [(9, "$ACADVER"), (1, "AC1015"), (9, "$DWGCODEPAGE"), (3, "ANSI_1252"), (9, "$INSUNITS"), (70, 6),
              (9, "$MEASUREMENT"), (70, 1), (9, "$LUNITS"), (70, 2), (9, "$LUPREC"), (70, 2),
              (9, "$EXTMIN"), (10, dxf.low[0]), (20, dxf.low[1]), (30, 0.0),
              (9, "$EXTMAX"), (10, dxf.high[0]), (20, dxf.high[1]), (30, 0.0),
              (9, "$HANDSEED"), (5, dxf.handle())]
    groups = [*section("HEADER", header), *section("CLASSES", []), *body, *section("OBJECTS", objects), (0, "EOF")]
    lines = [text for code, value in groups for text in (f"{code:3d}", str(value))]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))
