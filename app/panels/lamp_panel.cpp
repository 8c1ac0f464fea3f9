#include "app/panels/lamp_panel.h"

#include "app/models/lamp_words.h"
#include "app/panels/aim_says.h"
#include "app/panels/lamp_fields.h"
#include "app/panels/light_diagram.h"
#include "app/panels/look.h"
#include "app/panels/tab_row.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

std::vector<ThingList::Row> rows_of(const std::vector<LightRow>& found, const QString& icon_name) {
    std::vector<ThingList::Row> rows;
    for (const LightRow& one : found)
        rows.push_back({one.feature, icon_name, one.title, one.detail, one.right});
    return rows;
}

} // namespace

LampPanel::LampPanel(QWidget* parent)
    : SpotPanel({.title = tr("Aim lamp"),
                 .name = QStringLiteral("lamp"),
                 .help_page = QStringLiteral("lamps"),
                 .command = tr("The line that works out the light of all lamps in a terminal")},
                parent),
      name_(paragraph({}, Tone::quiet)), says_(new AimSays(QStringLiteral("lamp"))), fields_(new LampFields),
      light_(new QWidget), diagram_(new LightDiagram), facts_(paragraph({}, Tone::quiet)),
      paths_(new ThingList(tr("Paths it lights"), QStringLiteral("lamp-paths"),
                           tr("With the light of all lamps, those this lamp gives most first"))),
      windows_(new ThingList(
          tr("Windows it shines on"), QStringLiteral("lamp-windows"),
          tr("With the light of all lamps on the plane of the wall, those this lamp gives most first"))) {
    parts().addWidget(name_);
    parts().addWidget(says_);
    parts().addWidget(makeNumbers());
    parts().addWidget(hairline());
    parts().addWidget(fields_);
    parts().addWidget(hairline());
    parts().addWidget(makeLight());
    parts().addWidget(hairline());
    parts().addWidget(paths_);
    parts().addWidget(windows_);
    parts().addWidget(hairline());
    finish();
    connect(fields_, &LampFields::refused, this, [this](const QString& why) {
        refused_ = why;
        showWarning(wrong_);
    });
}

QWidget* LampPanel::makeNumbers() {
    auto* block = new QWidget;
    auto* grid = makeGrid(block);
    const auto add = [&](const QString& text, const char* name, const QString& meaning) {
        auto* value = addNumber(*grid, text, meaning);
        value->setObjectName(QLatin1String(name));
        return value;
    };
    mean_ = add(tr("Public ground, mean"), "lamp-mean",
                tr("Light of all lamps on the public ground within the red line, on average"));
    least_ = add(tr("darkest spot"), "lamp-least", tr("Light of all lamps where there is least of it"));
    evenness_ =
        add(tr("evenness"), "lamp-evenness", tr("The darkest spot by the mean: 1 is the same everywhere"));
    lit_ = add(tr("lit to 2 lx or more"), "lamp-lit", tr("Share of the public ground"));
    return block;
}

QWidget* LampPanel::makeLight() {
    auto* column = column_layout(light_, 0, render::space::inside);
    auto* head = new QHBoxLayout;
    head->addWidget(text_label(tr("How it shines"), render::TextStyle::panel_title), 1);
    auto* kinds = new TabRow({tr("By direction"), tr("Below it")});
    kinds->setObjectName(QStringLiteral("lamp-diagram"));
    head->addWidget(kinds);
    column->addLayout(head);
    column->addWidget(diagram_);
    column->addWidget(facts_);
    connect(kinds, &TabRow::chosen, this, [this](int index) {
        diagram_->setKind(index == 0 ? LightDiagram::Kind::polar : LightDiagram::Kind::cone);
    });
    return light_;
}

void LampPanel::showLamp(const QString& name) {
    fields_->forget();
    name_->setText(name);
}

void LampPanel::showWarning(const QString& sentence) {
    wrong_ = sentence;
    says_->showWarning(refused_.isEmpty() ? wrong_ : refused_);
}

void LampPanel::showHint(const QString& sentence) {
    says_->showHint(sentence);
}

void LampPanel::showView(const lighting::LightView* view, const lighting::LitGround* ground) {
    const QString dash = QStringLiteral("–");
    const LightNumbers numbers = view ? light_numbers(*view) : LightNumbers{dash, dash, dash, dash};
    mean_->setText(numbers.mean);
    least_->setText(numbers.least);
    evenness_->setText(numbers.evenness);
    lit_->setText(numbers.lit);
    const bool shines = view && view->lamp;
    light_->setVisible(shines);
    paths_->setVisible(shines && !view->paths.empty());
    windows_->setVisible(shines && !view->windows.empty());
    if (!shines || !ground) return;
    diagram_->setLight(view->lamp->photometry, view->lamp->height_m, view->lamp->share());
    facts_->setText(photometry_facts(*view->lamp, view->upward_share).join(u' '));
    paths_->setRows(rows_of(lit_path_rows(*view, *ground), QStringLiteral("path")));
    windows_->setRows(rows_of(lit_window_rows(*view, *ground), QStringLiteral("window")));
}

} // namespace prospect::app
