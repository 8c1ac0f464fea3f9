#include "geometry/site/role_attributes.h"

namespace prospect::role_attributes {

namespace {

using Words = std::vector<std::string_view>;

AttributeInfo flag(std::string_view name, std::string_view label, std::string_view help) {
    return {.name = name, .label = label, .type = AttributeType::boolean, .min = 0, .max = 1, .help = help};
}

AttributeInfo words(std::string_view name, std::string_view label, std::string_view help) {
    return {.name = name, .label = label, .type = AttributeType::text, .help = help};
}

AttributeInfo number(std::string_view name, std::string_view label, std::string_view unit, double min,
                     double max, std::string_view help) {
    return {.name = name,
            .label = label,
            .unit = unit,
            .type = AttributeType::number,
            .min = min,
            .max = max,
            .help = help};
}

AttributeInfo whole(std::string_view name, std::string_view label, std::string_view unit, double min,
                    double max, std::string_view help) {
    AttributeInfo one = number(name, label, unit, min, max, help);
    one.type = AttributeType::integer;
    return one;
}

AttributeInfo choice(std::string_view name, std::string_view label, Words choices, std::string_view help) {
    return {.name = name,
            .label = label,
            .type = AttributeType::choice,
            .choices = std::move(choices),
            .help = help};
}

AttributeInfo open_choice(std::string_view name, std::string_view label, Words choices,
                          std::string_view help) {
    AttributeInfo one = choice(name, label, std::move(choices), help);
    one.open_choices = true;
    return one;
}

AttributeInfo share(std::string_view name, std::string_view label, std::string_view help) {
    return number(name, label, "", 0, 1, help);
}

AttributeInfo height(std::string_view help) {
    return number("height_m", "Height", "m", 0, 1000, help);
}

AttributeInfo azimuth(std::string_view help) {
    return number("azimuth_deg", "Direction", "deg", -360, 360, help);
}

AttributeInfo hours(std::string_view help) {
    return words("hours", "Hours", help);
}

constexpr std::string_view hours_help =
    "When it is open or in use, such as Mo-Fr 07:00-19:00; Sa off, or 24/7.";

Attributes standing_point(std::string_view height_help) {
    return {
        height(height_help),
        choice("kind", "Kind", {"entrance", "sign", "asset", "refuge", "other"},
               "What the point stands for."),
        number("weight", "Weight", "", 0, 1e6, "How much it counts against the others."),
        hours(hours_help),
    };
}

} // namespace

Attributes study_area() {
    return {choice(
        "kind", "Kind", {"application", "control", "context", "comparison"},
        "Application is the red line: only what lies in it is scored. Control is the blue line: other land "
        "of the same owner.")};
}

Attributes building() {
    return {
        height("Height of the roof above the ground."),
        number("base_m", "Underside", "m", 0, 1000,
               "Height of the underside above the ground. More than 0: one walks and sees beneath."),
        number("levels", "Storeys", "", 0, 300, "Number of storeys above ground."),
        words("use", "Use", "What the building is used for."),
        hours(hours_help),
    };
}

Attributes barrier() {
    return {
        choice("kind", "Kind", {"wall", "fence", "hedge", "retaining_wall", "railing", "bollard", "kerb"},
               "What kind of barrier it is."),
        height("Height of the top above the ground."),
        number("base_m", "Underside", "m", 0, 1000,
               "Height of the underside above the ground. More than 0: one walks and sees beneath."),
        share("opacity", "Share blocked", "Share of sight and light it blocks: 0 none, 1 all."),
        choice("passable", "Lets through", {"none", "foot", "vehicle", "all"}, "Who can cross it."),
        number("gap_m", "Clear gap", "m", 0, 100, "Clear gap between two bollards."),
    };
}

Attributes opening() {
    return {
        choice("kind", "Kind", {"door", "gate", "gap", "window"}, "What kind of opening it is."),
        flag("main", "Main entrance", "Whether it is the main way in."),
        number("width_m", "Width", "m", 0, 1000, "Clear width."),
        whole("storey", "Storey", "", -20, 300, "Storey it is on: 0 is the ground floor."),
        number("sill_m", "Sill height", "m", -100, 1000, "Height of its lower edge above the ground."),
        number("head_m", "Head height", "m", -100, 1000, "Height of its upper edge above the ground."),
        azimuth("Direction it faces outwards, clockwise from grid north."),
        choice("control", "Access", {"open", "closed", "locked", "controlled", "staffed"},
               "How passing through it is controlled."),
        hours("When it is open, such as Mo-Fr 07:00-19:00; Sa off, or 24/7."),
        number("delay_s", "Resists for", "s", 0, 86400, "How long it holds up somebody who forces it."),
        number("cost", "Cost to close", "", 0, 1e9, "What closing it costs compared with the others."),
        choice("glazing", "Glass", {"clear", "obscured", "curtained"}, "Whether one can see through it."),
        words("room", "Room behind", "What room it belongs to, such as kitchen."),
        share("occupied_day", "In use by day", "Share of the day that somebody is in the room."),
        share("occupied_evening", "In use in the evening",
              "Share of the evening that somebody is in the room."),
        share("occupied_night", "In use at night", "Share of the night that somebody is awake in the room."),
    };
}

Attributes zone() {
    return {
        choice("ownership", "Whose it is", {"public", "semi_public", "semi_private", "private", "restricted"},
               "Who may be there: from everybody to named persons only."),
        words("use", "Use", "What the area is used for."),
        number("capacity", "Holds", "persons", 0, 1e6, "How many persons it is made for."),
        hours(hours_help),
    };
}

Attributes path() {
    return {
        choice("kind", "Kind", {"footway", "cycleway", "steps", "service", "road"},
               "What kind of way it is."),
        number("width_m", "Width", "m", 0, 1000, "Clear width."),
        flag("night_route", "Used at night", "Whether it is meant to be used after dark."),
        open_choice("lit_class", "Lighting class",
                    {"P1", "P2", "P3", "P4", "P5", "P6", "C0", "C1", "C2", "C3", "C4", "C5", "M1", "M2", "M3",
                     "M4", "M5", "M6"},
                    "Lighting class it has to meet, after EN 13201."),
        number("speed_kmh", "Speed", "km/h", 0, 400, "Speed that is allowed or driven."),
    };
}

Attributes tree() {
    return {
        height("Height of the top of the crown above the ground."),
        number("crown_m", "Crown width", "m", 0, 100, "Diameter of the crown."),
        number("clear_stem_m", "Clear stem", "m", 0, 100, "Height of the lowest leaves above the ground."),
        share("opacity_leaf_on", "Share blocked in summer",
              "Share of sight and light the crown blocks in leaf."),
        share("opacity_leaf_off", "Share blocked in winter",
              "Share of sight and light the bare crown blocks."),
        number("growth_m_per_year", "Growth", "m/year", 0, 10, "How much taller it gets each year."),
    };
}

Attributes planting() {
    return {
        height("Height now."),
        number("mature_m", "Height when grown", "m", 0, 100, "Height it reaches when it is left to grow."),
        share("opacity", "Share blocked", "Share of sight and light it blocks: 0 none, 1 all."),
    };
}

Attributes luminaire() {
    return {
        words("photometry", "Light data",
              "File with the light distribution (IES or LDT); empty: a typical lamp."),
        height("Height of the lamp above the ground."),
        azimuth("Where the 0° plane of the light data points, clockwise from grid north."),
        number("tilt_deg", "Tilt", "deg", -180, 180, "Lifts the side of the 0° plane."),
        number("roll_deg", "Roll", "deg", -180, 180, "Lifts the side of the 90° plane."),
        number("maintenance", "Maintenance factor", "", 0, 1, "Share of the new light that is left in use."),
        number("dimming", "Dimming", "", 0, 1, "Share of full power."),
        number("watts", "Power", "W", 0, 1e5, "Power drawn from the supply."),
        number("cct_k", "Colour temperature", "K", 0, 30000, "Correlated colour temperature."),
        number("cri", "Colour rendering", "", -100, 100, "Colour rendering index Ra."),
        hours("When it is lit: dusk-dawn, or hours such as Mo-Su 18:00-23:00."),
        words("circuit", "Circuit", "Circuit that switches it."),
    };
}

Attributes camera() {
    return {
        height("Height of the lens above the ground."),
        azimuth("Direction it looks, clockwise from grid north; empty: all round."),
        number("tilt_deg", "Tilt down", "deg", -90, 90, "Angle below the horizontal."),
        number("hfov_deg", "Angle of view", "deg", 0, 360, "Horizontal angle of view."),
        whole("h_pixels", "Picture width", "px", 1, 1e6, "Pixels across the picture."),
        whole("v_pixels", "Picture height", "px", 1, 1e6, "Pixels from top to bottom of the picture."),
        number("range_m", "Range", "m", 0, 1e5, "Furthest distance it is used for."),
        words("purpose", "Purpose", "What it is for."),
        open_choice("level", "Needed detail",
                    {"monitor", "detect", "observe", "recognise", "identify", "inspect", "overview",
                     "outline", "discern", "perceive", "characterise", "validate", "scrutinise"},
                    "Detail the picture must show, after EN 62676-4: monitor to inspect are those of 2014, "
                    "overview to scrutinise those of 2025."),
        words("basis_law", "Legal basis", "Law or permission it is run under."),
        number("retention_days", "Kept for", "days", 0, 36500, "How long recordings are kept."),
        words("controller", "Responsible", "Who answers for the recordings."),
    };
}

Attributes observer() {
    return standing_point("Height of the eyes above the ground.");
}

Attributes target() {
    return standing_point("Height of the point above the ground.");
}

Attributes activity() {
    return {
        open_choice("kind", "Kind",
                    {"seat", "play", "bus_stop", "atm", "shop", "bin_store", "parking", "crowd"},
                    "What people do there."),
        hours(hours_help),
        number("people", "People", "persons", 0, 1e6, "How many people are there when it is in use."),
        share("occupied_day", "In use by day", "Share of the day that somebody is there and may look about."),
        share("occupied_evening", "In use in the evening",
              "Share of the evening that somebody is there and may look about."),
        share("occupied_night", "In use at night",
              "Share of the night that somebody is there and may look about."),
    };
}

Attributes incident() {
    return {
        words("category", "Category", "Category of the record, such as burglary."),
        words("time", "Time", "When it happened, as recorded."),
        choice("precision", "How exact", {"exact", "snapped", "masked"},
               "Exact place, moved to a nearby street point, or moved on purpose."),
        number("weight", "Weight", "", 0, 1e9, "How much it counts against the others."),
    };
}

Attributes annotation() {
    return {
        choice("kind", "Kind", {"pin", "area", "arrow", "cloud", "text", "measure"}, "How it is drawn."),
        whole("number", "Number", "", 0, 1e9, "Number on the plan and in the report."),
        words("title", "Title", "One line that says what it is about."),
        words("text", "Text", "The note itself."),
        words("strategy", "Strategy", "Strategy of crime prevention it belongs to."),
        words("severity", "Severity", "How bad it is."),
        words("status", "Status", "Where it stands: open, agreed, mended, and so on."),
        words("author", "Author", "Who wrote it."),
        words("agency", "Agency", "Whom the author works for."),
        words("role", "Author's role", "What the author does there."),
        words("created", "Created", "When it was written."),
        words("changed", "Changed", "When it was last changed."),
        words("assigned", "Assigned to", "Who has to act."),
        words("due", "Due", "By when."),
    };
}

} // namespace prospect::role_attributes
