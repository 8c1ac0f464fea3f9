"""Writes a plan as a GeoPackage with a table per role (contract: the site schema), and its terrain as a coverage."""

import math
import struct
import uuid

from osgeo import gdal, ogr, osr

from shapes import place, plan_of

gdal.UseExceptions()
ogr.UseExceptions()

EPSG = 27700
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "prospect/samples/riverside")
COMMON = [("id", "text"), ("name", "text"), ("layer", "text"), ("phase_from", "text"), ("phase_to", "text"),
          ("sensitivity", "text"), ("source", "text"), ("basis", "text"), ("extra", "text")]
NUMBER, WHOLE, TEXT, FLAG = "number", "whole", "text", "flag"
COLUMNS = {
    "study_area": [("kind", TEXT)],
    "building": [("height_m", NUMBER), ("base_m", NUMBER), ("levels", NUMBER), ("use", TEXT), ("hours", TEXT)],
    "barrier": [("kind", TEXT), ("height_m", NUMBER), ("base_m", NUMBER), ("opacity", NUMBER), ("passable", TEXT),
                ("gap_m", NUMBER)],
    "opening": [("kind", TEXT), ("main", FLAG), ("width_m", NUMBER), ("storey", WHOLE), ("sill_m", NUMBER),
                ("head_m", NUMBER), ("azimuth_deg", NUMBER), ("control", TEXT), ("hours", TEXT), ("delay_s", NUMBER),
                ("cost", NUMBER), ("glazing", TEXT), ("room", TEXT), ("occupied_day", NUMBER),
                ("occupied_evening", NUMBER), ("occupied_night", NUMBER)],
    "zone": [("ownership", TEXT), ("use", TEXT), ("capacity", NUMBER), ("hours", TEXT)],
    "path": [("kind", TEXT), ("width_m", NUMBER), ("night_route", FLAG), ("lit_class", TEXT), ("speed_kmh", NUMBER)],
    "tree": [("height_m", NUMBER), ("crown_m", NUMBER), ("clear_stem_m", NUMBER), ("opacity_leaf_on", NUMBER),
             ("opacity_leaf_off", NUMBER), ("growth_m_per_year", NUMBER)],
    "planting": [("height_m", NUMBER), ("mature_m", NUMBER), ("opacity", NUMBER)],
    "luminaire": [("photometry", TEXT), ("height_m", NUMBER), ("azimuth_deg", NUMBER), ("tilt_deg", NUMBER),
                  ("roll_deg", NUMBER), ("maintenance", NUMBER), ("dimming", NUMBER), ("watts", NUMBER),
                  ("cct_k", NUMBER), ("cri", NUMBER), ("hours", TEXT), ("circuit", TEXT)],
    "camera": [("height_m", NUMBER), ("azimuth_deg", NUMBER), ("tilt_deg", NUMBER), ("hfov_deg", NUMBER),
               ("h_pixels", WHOLE), ("v_pixels", WHOLE), ("range_m", NUMBER), ("purpose", TEXT), ("level", TEXT),
               ("basis_law", TEXT), ("retention_days", NUMBER), ("controller", TEXT)],
    "observer": [("height_m", NUMBER), ("kind", TEXT), ("weight", NUMBER), ("hours", TEXT)],
    "target": [("height_m", NUMBER), ("kind", TEXT), ("weight", NUMBER), ("hours", TEXT)],
    "activity": [("kind", TEXT), ("hours", TEXT), ("people", NUMBER)],
    "underlay": [],
}
SHAPES = {"study_area": ogr.wkbPolygon, "building": ogr.wkbPolygon, "opening": ogr.wkbPoint,
          "zone": ogr.wkbMultiPolygon, "path": ogr.wkbLineString, "tree": ogr.wkbPoint, "planting": ogr.wkbPolygon,
          "luminaire": ogr.wkbPoint, "camera": ogr.wkbPoint, "observer": ogr.wkbPoint, "target": ogr.wkbPoint}


def shape_of(feature):
    """The feature's geometry in EPSG:27700."""
    if feature.kind == "point":
        shape = ogr.Geometry(ogr.wkbPoint)
        shape.AddPoint_2D(*place(feature.shape))
        return shape
    if feature.kind == "line":
        return points_into(ogr.Geometry(ogr.wkbLineString), feature.shape)
    shape = ogr.Geometry(ogr.wkbPolygon)
    for ring in feature.shape:
        shape.AddGeometry(points_into(ogr.Geometry(ogr.wkbLinearRing), ring + ring[:1]))
    return shape


def points_into(shape, points):
    for point in points:
        shape.AddPoint_2D(*place(point))
    return shape


def public_ground(plan):
    """What of the application site belongs to no zone and stands under no building: streets, paths, squares."""
    ground = shape_of(plan.of("study_area")[0])
    for one in plan.of("zone") + [b for b in plan.of("building") if not b.attributes.get("base_m")]:
        ground = ground.Difference(shape_of(one))
    parts = [ground.GetGeometryRef(i) for i in range(ground.GetGeometryCount())] \
        if ground.GetGeometryName() == "MULTIPOLYGON" else [ground]
    result = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in parts:
        if part.GetArea() > 0.5:
            result.AddGeometry(rounded(part))
    return result


def rounded(polygon):
    result = ogr.Geometry(ogr.wkbPolygon)
    for i in range(polygon.GetGeometryCount()):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in (point[:2] for point in polygon.GetGeometryRef(i).GetPoints()):
            ring.AddPoint_2D(round(x, 2), round(y, 2))
        result.AddGeometry(ring)
    return result


def write_gpkg(plan, terrain_height, path):
    """All tables and the terrain; the same bytes on every run."""
    gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-01-01T00:00:00.000Z")
    system = osr.SpatialReference()
    system.ImportFromEPSG(EPSG)
    file = gdal.GetDriverByName("GPKG").Create(path, 0, 0, 0, gdal.GDT_Unknown)
    for role, columns in COLUMNS.items():
        table = file.CreateLayer(role, system, SHAPES.get(role, ogr.wkbUnknown), ["GEOMETRY_NAME=geom", "FID=fid"])
        for name, kind in COMMON + columns:
            table.CreateField(field_of(name, kind))
        rows = [(one.name, one.layer, shape_of(one), one.attributes) for one in plan.of(role)]
        if role == "zone":
            rows.append(("Streets, paths and squares", "Public ground", public_ground(plan),
                         {"ownership": "public", "use": "street"}))
        table.StartTransaction()
        for number, (name, layer, shape, attributes) in enumerate(rows, 1):
            if role == "zone" and shape.GetGeometryName() == "POLYGON":
                shape = ogr.ForceToMultiPolygon(shape)
            table.CreateFeature(row_of(table, role, number, name, layer, shape, attributes))
        table.CommitTransaction()
    file = None
    write_terrain(terrain_height, system, path)


def field_of(name, kind):
    field = ogr.FieldDefn(name, {"number": ogr.OFTReal, "whole": ogr.OFTInteger, "flag": ogr.OFTInteger,
                                 "text": ogr.OFTString}[kind])
    if kind == FLAG:
        field.SetSubType(ogr.OFSTBoolean)
    return field


def row_of(table, role, number, name, layer, shape, attributes):
    row = ogr.Feature(table.GetLayerDefn())
    row.SetGeometry(shape)
    common = {"id": str(uuid.uuid5(NAMESPACE, f"{role}:{number}")), "name": name, "layer": layer, "basis": "drawn"}
    for key, value in {**common, **attributes}.items():
        if value != "":
            row[key] = value
    return row


def write_terrain(height, system, path, cell=2.0):
    """The ground under everything that stands on the plan; cell edges on whole metres."""
    corners = [place(p) for p in ((-50, -30), (275, -30), (275, 205), (-50, 205))]
    west = math.floor(min(x for x, _ in corners) / cell) * cell
    north = math.ceil(max(y for _, y in corners) / cell) * cell
    columns = math.ceil((max(x for x, _ in corners) - west) / cell)
    rows = math.ceil((north - min(y for _, y in corners)) / cell)
    grid = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Float32)
    grid.SetProjection(system.ExportToWkt())
    grid.SetGeoTransform((west, cell, 0, north, 0, -cell))
    band = grid.GetRasterBand(1)
    band.SetNoDataValue(-9999)
    for row in range(rows):
        y = north - (row + 0.5) * cell
        values = [height(*plan_of(west + (column + 0.5) * cell, y)) for column in range(columns)]
        band.WriteRaster(0, row, columns, 1, struct.pack(f"{columns}f", *values))
    gdal.Translate(path, grid, creationOptions=["APPEND_SUBDATASET=YES", "RASTER_TABLE=terrain", "TILE_FORMAT=TIFF",
                                                "UOM=m"])
