#include "app/panels/class_dialog.h"

#include "analysis/lighting/lighting_classes.h"
#include "app/panels/look.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int dialog_width = 500;
constexpr int answer_width = 264;

using namespace lighting;

} // namespace

ClassDialog::ClassDialog(QWidget* parent)
    : QDialog(parent), says_(paragraph({})), accept_(push_button({}, Emphasis::primary)) {
    setWindowTitle(tr("Lighting class"));
    make_panel(this);
    setMinimumWidth(dialog_width);
    auto* column = column_layout(this, render::space::edge, render::space::between);
    column->addWidget(text_label(tr("Which lighting class suits it?"), render::TextStyle::panel_title));
    column->addWidget(
        paragraph(tr("For paths and quiet streets, by the questions of CEN/TR 13201-1. It is an offer: "
                     "its weights have weak evidence, and you decide."),
                  Tone::quiet));
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    column->addLayout(grid);
    speed_ = ask(*grid, tr("How fast are those who use it?"), "class-speed",
                 {tr("on foot"), tr("slow, as cycles")}, 0);
    use_ = ask(*grid, tr("How busy is it?"), "class-use", {tr("quiet"), tr("usual"), tr("busy")}, 1);
    traffic_ = ask(*grid, tr("Who uses it?"), "class-traffic",
                   {tr("people on foot, or cycles, alone"), tr("people on foot and cycles"),
                    tr("people on foot and motor vehicles"), tr("all of them")},
                   0);
    parked_ = ask(*grid, tr("Do vehicles park along it?"), "class-parked", {tr("no"), tr("yes")}, 0);
    ambient_ = ask(*grid, tr("How bright is it around?"), "class-ambient",
                   {tr("dark, as open country"), tr("middling"), tr("bright, as a town centre")}, 1);
    column->addWidget(hairline());
    says_->setObjectName(QStringLiteral("class-says"));
    column->addWidget(says_);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = push_button(tr("Cancel"));
    accept_->setObjectName(QStringLiteral("class-accept"));
    row->addWidget(cancel);
    row->addWidget(accept_);
    column->addLayout(row);
    accept_->setDefault(true);
    for (const QComboBox* field : {speed_, use_, traffic_, parked_, ambient_})
        connect(field, &QComboBox::currentIndexChanged, this, &ClassDialog::showClass);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept_, &QPushButton::clicked, this, &QDialog::accept);
    showClass();
}

QComboBox* ClassDialog::ask(QGridLayout& grid, const QString& question, const char* name,
                            const QStringList& answers, int usual) {
    auto* field = new QComboBox;
    field->setObjectName(QLatin1String(name));
    field->addItems(answers);
    field->setCurrentIndex(usual);
    field->setFixedWidth(answer_width);
    field->setAccessibleName(question);
    auto* words = text_label(question);
    words->setBuddy(field);
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(field, row, 1);
    return field;
}

PClassWeights ClassDialog::weights() const {
    return {.speed = static_cast<WaySpeed>(speed_->currentIndex()),
            .use = static_cast<WayUse>(use_->currentIndex()),
            .traffic = static_cast<WayTraffic>(traffic_->currentIndex()),
            .parked = static_cast<ParkedVehicles>(parked_->currentIndex()),
            .ambient = static_cast<AmbientLuminosity>(ambient_->currentIndex())};
}

QString ClassDialog::lightingClass() const {
    return QString::fromStdString(p_class_of(weights()));
}

void ClassDialog::showClass() {
    const NamedClass asked = LightingClasses::bundled().find(p_class_of(weights()));
    QString says = tr("Class %1.").arg(lightingClass());
    if (asked.one) {
        const auto mean = asked.one->limit(ClassQuantity::eh, ClassStatistic::average);
        const auto least = asked.one->limit(ClassQuantity::eh, ClassStatistic::minimum);
        if (mean && least)
            says = tr("Class %1: %2 lx on average and nowhere less than %3 lx on the ground.")
                       .arg(lightingClass(), QLocale().toString(*mean), QLocale().toString(*least));
        if (mean && least && !asked.one->faces.empty())
            says += u' ' + tr("Where faces must be recognised, %1 lx on them besides.")
                               .arg(QLocale().toString(asked.one->faces.front().limit));
        if (!mean || !least) says += u' ' + tr("It asks for no number.");
    }
    says_->setText(says);
    accept_->setText(tr("Use %1").arg(lightingClass()));
}

} // namespace prospect::app
