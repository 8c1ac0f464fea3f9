#include "app/render/style.h"

namespace prospect::render {

namespace {

Theme light_theme() {
    Theme t;
    t.kind = ThemeKind::light;
    t.window = QColor(0xF4F5F7);
    t.panel = QColor(0xFFFFFF);
    t.line = QColor(0xDEE2E7);
    t.text = QColor(0x1B1F24);
    t.secondary = QColor(0x56606B);
    t.accent = QColor(0x0B6478);
    t.on_accent = QColor(0xFFFFFF);
    t.serious = QColor(0xB8381A);
    t.look = QColor(0x8A5A00);
    t.fine = QColor(0x00705C);
    t.cannot_tell = QColor(0x7A838D);
    t.map_ground = QColor(0xF6F6F3);
    t.building_fill = QColor(0xDADDE2);
    t.building_edge = QColor(0x8B939D);
    t.green_fill = QColor(0xDCE5DA);
    t.green_edge = QColor(0xB7C7B3);
    t.water_fill = QColor(0xD6E1EA);
    t.water_edge = QColor(0xB0C4D4);
    t.path_fill = QColor(0xFFFFFF);
    t.path_edge = QColor(0xCDD2D8);
    t.barrier = QColor(0x4B535D);
    t.hedge = QColor(0x9AB493);
    t.crown_edge = QColor(0x86A17F);
    t.opening = QColor(0x2B3138);
    t.lamp = QColor(0x7D6A2A);
    t.camera = QColor(0x4F5B73);
    t.zone_fill = QColor(0xEFEFEA);
    t.hard_fill = QColor(0xEAEBED);
    t.owner_fill = {QColor(0xDCEBF5), QColor(0xB4D3E3), QColor(0xF6E7BF), QColor(0xE9C68C), QColor(0xC99A8E)};
    t.owner_edge = {QColor(0x7FA3BA), QColor(0x4E83A0), QColor(0xB3974B), QColor(0x99702A), QColor(0x7C4438)};
    t.reach = {QColor(0xCFE3EE), QColor(0x8FC0D6), QColor(0x4A90B5), QColor(0x1F5C85)};
    t.zone_edge = QColor(0xA3ABB4);
    t.study_edge = QColor(0xD01C2E);
    t.control_edge = QColor(0x2A62B8);
    t.underlay = QColor(0x9AA2AC);
    t.label = QColor(0x39414A);
    t.halo = QColor(0xFBFBF9);
    t.selection = QColor(0xB4007E); // in no ramp of results
    t.mark = QColor(0x4B535D);
    t.on_mark = QColor(0xFFFFFF);
    return t;
}

Theme dark_theme() {
    Theme t;
    t.kind = ThemeKind::dark;
    t.window = QColor(0x15181C);
    t.panel = QColor(0x1D2126);
    t.line = QColor(0x343A42);
    t.text = QColor(0xE6E9ED);
    t.secondary = QColor(0xA3ADB8);
    t.accent = QColor(0x5CC0D6);
    t.on_accent = QColor(0x0C2229);
    t.serious = QColor(0xFF8A66);
    t.look = QColor(0xF0B840);
    t.fine = QColor(0x4CC9A6);
    t.cannot_tell = QColor(0x8A949F);
    t.map_ground = QColor(0x1B1F24);
    t.building_fill = QColor(0x363D46);
    t.building_edge = QColor(0x68727E);
    t.green_fill = QColor(0x242F29);
    t.green_edge = QColor(0x3A4A40);
    t.water_fill = QColor(0x1E2E3B);
    t.water_edge = QColor(0x35495A);
    t.path_fill = QColor(0x2A3037);
    t.path_edge = QColor(0x414953);
    t.barrier = QColor(0xB4BDC7);
    t.hedge = QColor(0x54725A);
    t.crown_edge = QColor(0x6A8B70);
    t.opening = QColor(0xE1E5EA);
    t.lamp = QColor(0xD8C27C);
    t.camera = QColor(0xA9B5CC);
    t.zone_fill = QColor(0x20252A);
    t.hard_fill = QColor(0x262B31);
    t.owner_fill = {QColor(0x22323D), QColor(0x2D4C5E), QColor(0x4A4328), QColor(0x6A5227), QColor(0x70423A)};
    t.owner_edge = {QColor(0x4F7186), QColor(0x6FA0BB), QColor(0xA08F53), QColor(0xCBA157), QColor(0xD68F81)};
    t.reach = {QColor(0x24404F), QColor(0x2F6680), QColor(0x4C98BA), QColor(0x93D0EA)};
    t.zone_edge = QColor(0x58626D);
    t.study_edge = QColor(0xFF5C69);
    t.control_edge = QColor(0x6FA3F0);
    t.underlay = QColor(0x616B77);
    t.label = QColor(0xCBD2DA);
    t.halo = QColor(0x171A1E);
    t.selection = QColor(0xFF79C6); // in no ramp of results
    t.mark = QColor(0xB4BDC7);
    t.on_mark = QColor(0x15181C);
    return t;
}

} // namespace

const Theme& theme(ThemeKind kind) {
    static const Theme light = light_theme();
    static const Theme dark = dark_theme();
    return kind == ThemeKind::light ? light : dark;
}

QFont font(TextStyle style) {
    struct Size {
        int pixels;
        QFont::Weight weight;
    };
    static constexpr Size sizes[] = {{12, QFont::Normal},
                                     {13, QFont::Normal},
                                     {15, QFont::DemiBold},
                                     {20, QFont::DemiBold},
                                     {28, QFont::DemiBold}};
    const Size& size = sizes[static_cast<int>(style)];
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(size.pixels);
    font.setWeight(size.weight);
    return font;
}

QColor faded(QColor color, double share) {
    color.setAlphaF(static_cast<float>(color.alphaF() * share));
    return color;
}

} // namespace prospect::render
