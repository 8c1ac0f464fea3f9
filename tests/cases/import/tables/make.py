#!/usr/bin/env python3
"""Writes the spreadsheets of this folder, from XML alone. Run it here; the files are the same each time."""
import zipfile
from xml.sax.saxutils import escape

STAMP = (2024, 1, 31, 12, 0, 0)


def pack(name, parts):
    with zipfile.ZipFile(name, "w") as archive:
        for path, text, stored in parts:
            info = zipfile.ZipInfo(path, STAMP)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


class Number(float):
    """A cell that is a number as spelled."""

    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.text = text
        return made


class Date(int):
    """Days since the spreadsheet's day 0, in the format of a date."""


class Formula(str):
    """A number with the formula it comes from."""


def column(i):
    return chr(ord("A") + i)


def xlsx_cell(at, value):
    if value is None:
        return ""
    if isinstance(value, Date):
        return f'<c r="{at}" s="1"><v>{int(value)}</v></c>'
    if isinstance(value, Formula):
        formula, result = value.split(" -> ")
        return f'<c r="{at}"><f>{escape(formula)}</f><v>{result}</v></c>'
    if isinstance(value, Number):
        return f'<c r="{at}"><v>{value.text}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def xlsx(name, sheets, date1904=False):
    """sheets: (name, rows, merged ranges, hidden); a row None is left out of the file."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = []
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(1, len(sheets) + 1))
    parts.append(("[Content_Types].xml", head + f'<Types xmlns="{package}/content-types">'
                  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                  '<Default Extension="xml" ContentType="application/xml"/>'
                  f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                  f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>',
                  False))
    parts.append(("_rels/.rels", head + f'<Relationships xmlns="{package}/relationships">'
                  f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
                  '</Relationships>', False))
    listed = "".join(
        f'<sheet name="{escape(sheet[0])}" sheetId="{i}"' + (' state="hidden"' if sheet[3] else "") +
        f' r:id="rId{i}"/>' for i, sheet in enumerate(sheets, 1))
    system = '<workbookPr date1904="1"/>' if date1904 else ""
    parts.append(("xl/workbook.xml", head + f'<workbook xmlns="{main}" xmlns:r="{office}">{system}'
                  f'<sheets>{listed}</sheets></workbook>', False))
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1))
    parts.append(("xl/_rels/workbook.xml.rels", head + f'<Relationships xmlns="{package}/relationships">'
                  f'{related}<Relationship Id="rId99" Type="{office}/styles" Target="styles.xml"/>'
                  '</Relationships>', False))
    parts.append(("xl/styles.xml", head + f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts>'
                  '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
                  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
                  '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>', False))
    for i, (_, rows, merged, _) in enumerate(sheets, 1):
        data = ""
        for r, row in enumerate(rows, 1):
            if row is None:
                continue
            cells = "".join(xlsx_cell(f"{column(c)}{r}", value) for c, value in enumerate(row))
            data += f'<row r="{r}">{cells}</row>'
        joined = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
        if joined:
            joined = f'<mergeCells count="{len(merged)}">{joined}</mergeCells>'
        parts.append((f"xl/worksheets/sheet{i}.xml", head + f'<worksheet xmlns="{main}">'
                      f'<sheetData>{data}</sheetData>{joined}</worksheet>', False))
    pack(name, parts)


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Date):
        return ('<table:table-cell office:value-type="date" office:date-value="2024-01-31">'
                "<text:p>31.01.24</text:p></table:table-cell>")
    if isinstance(value, Formula):
        formula, result = value.split(" -> ")
        return (f'<table:table-cell table:formula="of:={escape(formula)}" office:value-type="float" '
                f'office:value="{result}"><text:p>{result}</text:p></table:table-cell>')
    if isinstance(value, Number):
        shown = value.text.replace(".", ",")
        return (f'<table:table-cell office:value-type="float" office:value="{value.text}">'
                f"<text:p>{shown}</text:p></table:table-cell>")
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def ods(name, sheets):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")))
    tables = ""
    for title, rows, _, hidden in sheets:
        tables += f'<table:table table:name="{escape(title)}" table:style-name="{"ta2" if hidden else "ta1"}">'
        for row in rows:
            cells = "".join(ods_cell(value) for value in row or [None])
            tables += f"<table:table-row>{cells}</table:table-row>"
        tables += "</table:table>"
    styles = "".join(
        f'<style:style style:name="{style}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for style, shown in (("ta1", "true"), ("ta2", "false")))
    content = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {names} office:version="1.2">'
               f"<office:automatic-styles>{styles}</office:automatic-styles>"
               f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
               "</office:document-content>")
    manifest = ('<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
                'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>")
    pack(name, [("mimetype", kind, True), ("content.xml", content, False),
                ("META-INF/manifest.xml", manifest, False)])


N = Number
# Title rows, a merged heading above the header, an empty row, numbers kept as text, a formula, a row without a
# position; lamps on a second sheet; a sheet of remarks, an empty one and a hidden one.
crimes = [
    ["Recorded crime, sector 4, 2024"],
    ["Printed for the site meeting"],
    None,
    ["Case", None, "Place", None, "Remarks"],
    ["Crime ID", "Crime type", "Easting", "Northing", "Date", "Note"],
    ["c-1", "Burglary", N("530207.5"), N("179366.25"), Date(45322), "back door"],
    ["c-2", "Robbery", "530210,75", "179370,5", Date(45323), None],
    None,
    ["c-3", "Burglary", Formula("C6+10 -> 530217.5"), N("179360"), Date(45324), "window"],
    ["c-4", "Theft", "n/a", None, Date(45325), "no place known"],
    ["c-5", "Vehicle crime", N("530300"), N("179400"), Date(45326), None],
]
lamps = [["id", "x", "y", "height_m"], ["L1", N("530220"), N("179350"), N("5")],
         ["L2", N("530240.125"), N("179350"), N("6")]]
remarks = [["Sheet made by the records unit."], ["Questions: extension 4412."]]
hidden = [["id", "x", "y"], ["secret", N("530000"), N("179000")]]
book = [("Crimes", crimes, ["A1:F1", "A4:B4", "C4:D4"], False), ("Lamps", lamps, [], False),
        ("Remarks", remarks, [], False), ("Empty", [], [], False), ("Old", hidden, [], True)]
xlsx("crimes.xlsx", book)
ods("crimes.ods", book)

# Longitude and latitude with decimal commas, in text, as a German spreadsheet exports them.
xlsx("degrees.xlsx", [("Orte", [["Name", "lon", "lat"], ["Tor", "13,4050", "52,5200"],
                                ["Platz", "13,4061", "52,5203"]], [], False)])
# Dates at both ends of the calendar, and in the calendar of old Macintosh files.
dates = [["x", "y", "date"], [N("1"), N("2"), Date(1)], [N("3"), N("4"), Date(61)], [N("5"), N("6"), Date(45322)]]
xlsx("dates.xlsx", [("Dates", dates, [], False)])
xlsx("dates-1904.xlsx", [("Dates", [["x", "y", "date"], [N("1"), N("2"), Date(43860)]], [], False)],
     date1904=True)
# No columns with a position.
xlsx("no-position.xlsx", [("Budget", [["Item", "Cost"], ["Lamp", N("1200")], ["Fence", N("900")]], [], False)])
ods("no-position.ods", [("Budget", [["Item", "Cost"], ["Lamp", N("1200")]], [], False)])
# A header below the header: which of the two counts cannot be told.
xlsx("two-headers.xlsx", [("Places", [["x", "y", "name"], ["Easting", "Northing", "Name"],
                                      [N("530000"), N("179000"), "gate"]], [], False)])
xlsx("header-only.xlsx", [("Places", [["x", "y", "name"]], [], False)])
xlsx("empty.xlsx", [("Sheet1", [], [], False)])
ods("empty.ods", [("Sheet1", [], [], False)])
with open("crimes.xlsx", "rb") as whole:
    start = whole.read()
with open("damaged.xlsx", "wb") as half:
    half.write(start[:len(start) // 2])
# What a program writes that protects a workbook by a password: an OLE container with the encrypted package.
with open("password.xlsx", "wb") as locked:
    locked.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 +
                 "EncryptedPackage".encode("utf-16-le") + b"\0" * 480)
with open("nothing.xlsx", "wb"):
    pass
