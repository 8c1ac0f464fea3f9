#!/usr/bin/python3
"""Makes riverside.gpkg, riverside.dxf and expected.json beside itself. A developer's tool: needs python3-gdal.

The same bytes come out on every run with the same GDAL.
"""

import json
import pathlib

from dxf import write_dxf
from gpkg import write_gpkg
from riverside import PLACES, riverside, terrain_height
from shapes import place

FOLDER = pathlib.Path(__file__).resolve().parent


def expected():
    places = [{**{key: value for key, value in one.items() if key != "at"},
               "x": place(one["at"])[0], "y": place(one["at"])[1]} for one in PLACES]
    return {"site": "Riverside estate", "crs": "EPSG:27700", "places": places}


def main():
    plan = riverside()
    for name in ("riverside.gpkg", "riverside.dxf"):
        (FOLDER / name).unlink(missing_ok=True)
    write_gpkg(plan, terrain_height, str(FOLDER / "riverside.gpkg"))
    write_dxf(plan, FOLDER / "riverside.dxf")
    (FOLDER / "expected.json").write_text(json.dumps(expected(), indent=2, ensure_ascii=False) + "\n")
    counts = {}
    for one in plan.features:
        counts[one.role] = counts.get(one.role, 0) + 1
    print(counts)


if __name__ == "__main__":
    main()
