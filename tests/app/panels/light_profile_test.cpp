// The curve of light along a path: its picture, and where its values stand.
#include "app/panels/look.h"
#include "app/panels/profile_chart.h"
#include "app/panels/prospect_style.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::app;

namespace {

// Lamps of 20 lx at 10 and 70 m, nothing between them: E = 20 (1 + (d/5)²)^-1.5.
std::vector<ProfileChart::Spot> lit_path() {
    std::vector<ProfileChart::Spot> spots;
    for (int along = 0; along <= 80; ++along) {
        double lux = 0;
        for (const double lamp : {10.0, 70.0})
            lux += 20 * std::pow(1 + (along - lamp) * (along - lamp) / 25, -1.5);
        spots.push_back({static_cast<double>(along), lux});
    }
    return spots;
}

void fill(ProfileChart& chart) {
    chart.setProfile(lit_path(), QStringLiteral("Light on the ground"), "lx");
    chart.setLogarithmic(0.1);
    chart.setMarks({{ProfileChart::Mark::Kind::below, 23, 57}}, QStringLiteral("ground darker than 1 lx"),
                   {});
    chart.setLine(ProfileChart::Line{1, QStringLiteral("1 lx")});
    chart.setCurrent(30);
    chart.resize(328, chart.sizeHint().height());
}

} // namespace

class LightProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        QApplication::setStyle(new ProspectStyle);
        QApplication::setFont(render::font(render::TextStyle::body));
    }

    void the_curve_is_as_it_was_looked_at() {
        for (const auto& [kind, suffix] :
             {std::pair(render::ThemeKind::light, "light"), {render::ThemeKind::dark, "dark"}}) {
            ProfileChart chart;
            chart.setPalette(palette_of(render::theme(kind)));
            fill(chart);
            QImage picture(chart.size(), QImage::Format_RGB32);
            picture.fill(render::theme(kind).panel);
            chart.render(&picture, {}, {}, QWidget::DrawChildren);
            const QString wrong = test::differs_from_golden(picture, QString("light_profile_") + suffix);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }
};

PROSPECT_TEST(LightProfileTest);
#include "light_profile_test.moc"
