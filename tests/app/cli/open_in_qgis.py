"""Opens a site file in QGIS without a display and prints, as JSON, each feature table with its features, geometry type,
whether the default style came from layer_styles, and the kind of renderer. Usage: open_in_qgis.py SITE.gpkg"""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from osgeo import ogr  # noqa: E402
from qgis.core import QgsApplication, QgsVectorLayer  # noqa: E402

application = QgsApplication([], False)
application.initQgis()
path = sys.argv[1]
names = [layer.GetName() for layer in ogr.Open(path) if layer.GetGeomType() != ogr.wkbNone]
tables = {}
for name in names:
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    _, styled = layer.loadDefaultStyle()
    tables[name] = {
        "valid": layer.isValid(),
        "features": layer.featureCount(),
        "crs": layer.crs().authid(),
        "styled": styled,
        "renderer": layer.renderer().type() if layer.renderer() else None,
    }
print(json.dumps(tables))
application.exitQgis()
