#include "app/panels/import_size.h"

#include "app/jobs/page_pictures.h"
#include "app/panels/page_strip.h"
#include "app/panels/plan_size.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace prospect::app {

namespace {

constexpr int page_width = 52;
constexpr const char* file_property = "file"; // whose pages a strip shows
constexpr int page_pause_ms = 500;            // while a page number is typed

QString file_name(const std::filesystem::path& file) {
    return QString::fromStdString(file.filename().string());
}

struct Unit {
    const char* word;
    QString one;
};
std::vector<Unit> units() {
    return {{"mm", ImportSize::tr("millimetre")},
            {"cm", ImportSize::tr("centimetre")},
            {"m", ImportSize::tr("metre")},
            {"in", ImportSize::tr("inch")},
            {"ft", ImportSize::tr("foot")}};
}

} // namespace

ImportSize::ImportSize(QWidget* parent) : ImportSection(1, tr("Size"), parent) {}

ImportSize::~ImportSize() = default;

void ImportSize::show(const ImportPreview& preview) {
    preview_ = preview;
    rebuild();
}

int ImportSize::drawnPages(const std::filesystem::path& file) const {
    const auto found = pictures_.find(file);
    return found == pictures_.end() ? 0 : found->second->drawn();
}

void ImportSize::rebuild() {
    // The row of pages is made anew with each reading: whoever walks through it goes on walking.
    for (const auto* strip : findChildren<PageStrip*>())
        if (strip->hasFocus()) focused_ = strip->property(file_property).toString();
    clearContent();
    setDoubtful(false);
    const bool several = preview_.plans.size() + preview_.drawings.size() > 1;
    const auto name = [&](const std::filesystem::path& file) {
        if (several)
            content().addWidget(text_label(file_name(file), render::TextStyle::secondary, Tone::quiet));
    };
    for (const auto& plan : preview_.plans) {
        name(plan.file);
        addPlan(plan);
    }
    for (const auto& drawing : preview_.drawings) {
        name(drawing.file);
        addDrawing(drawing);
    }
    if (!preview_.plans.empty() || !preview_.drawings.empty()) return;
    if (only_light_data(preview_)) {
        addSentence(tr("Light data has no size."), Status::fine);
        return;
    }
    const bool spot = preview_.added.empty() || preview_.added.width() + preview_.added.height() < 0.1;
    addSentence(spot ? tr("It has no size: all of it lies on one spot.")
                     : tr("Its coordinates say it: %1.")
                           .arg(size_text(preview_.added.width(), preview_.added.height())),
                Status::fine);
}

void ImportSize::addPage(const PlanPreview& plan) {
    const int count = plan.facts.page_count;
    if (count <= 1) return;
    auto* row = addButtons();
    row->addWidget(text_label(tr("Page")));
    auto* page = new QLineEdit(QString::number(preview_.request.answers.at(plan.file).plan.page));
    page->setValidator(new QIntValidator(1, count, page));
    page->setAlignment(Qt::AlignRight);
    page->setFixedWidth(page_width);
    page->setAccessibleName(tr("Page of %1").arg(file_name(plan.file)));
    auto* before = tool_button(QStringLiteral("chevron-left"), tr("The page before"));
    auto* after = tool_button(QStringLiteral("chevron-right"), tr("The next page"));
    row->addWidget(before);
    row->addWidget(page);
    row->addWidget(text_label(tr("of %1").arg(count), render::TextStyle::body, Tone::quiet));
    row->addWidget(after);
    row->addStretch();
    auto* pause = new QTimer(page);
    pause->setSingleShot(true);
    pause->setInterval(page_pause_ms);
    const auto step = [page, pause, count](int by) {
        page->setText(QString::number(std::clamp(page->text().toInt() + by, 1, count)));
        pause->start();
    };
    auto& pictures = pictures_[plan.file];
    if (!pictures) pictures = std::make_unique<PagePictures>(plan.file);
    auto* strip = new PageStrip(*pictures, count, page->text().toInt());
    strip->setProperty(file_property, QString::fromStdString(plan.file.string()));
    content().addWidget(strip);
    if (std::exchange(focused_, {}) == strip->property(file_property).toString()) strip->setFocus();
    connect(strip, &PageStrip::chosen, page, [page, pause](int chosen) {
        page->setText(QString::number(chosen));
        pause->start();
    });
    connect(page, &QLineEdit::textChanged, strip, [page, strip] {
        if (page->hasAcceptableInput()) strip->setPage(page->text().toInt());
    });
    connect(before, &QToolButton::clicked, page, [step] { step(-1); });
    connect(after, &QToolButton::clicked, page, [step] { step(1); });
    connect(page, &QLineEdit::textEdited, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, [this, page, file = plan.file] {
        if (page->hasAcceptableInput()) choosePage(file, page->text().toInt());
    });
}

void ImportSize::choosePage(const std::filesystem::path& file, int page) {
    said_[file] = {};
    auto request = preview_.request;
    auto& answers = request.answers[file];
    if (answers.plan.page == page) return;
    answers = {};
    answers.plan.page = page;
    Q_EMIT answered(request);
}

void ImportSize::addPlan(const PlanPreview& plan) {
    addPage(plan);
    auto& said = said_[plan.file];
    const auto size = plan_size(plan.facts, said.measured, said.settled);
    addSentence(size.sentence, size.doubtful ? Status::look : Status::fine);
    if (size.doubtful) setDoubtful(true);
    if (!size.measurable) return;
    const auto file = plan.file;
    for (const auto& choice : size.choices) {
        const bool own = choice.printed.isEmpty();
        auto* row = addButtons();
        addButton(*row,
                  own ? tr("My measurement: %1").arg(choice.size)
                      : tr("The page, %1: %2").arg(choice.printed, choice.size),
                  [this, file, own, scale = choice.denominator] {
                      auto& answer = said_[file];
                      answer.settled = true;
                      if (!own) answer.measured.reset();
                      setScale(file, scale);
                  });
        row->addStretch();
    }
    auto* row = addButtons();
    if (!said.settled && size.choices.empty())
        addButton(*row, tr("Looks right"), [this, file] { settle(file); });
    addButton(*row, tr("Measure something I know"), [this, file] { Q_EMIT measureRequested(file); });
    row->addStretch();
}

void ImportSize::settle(const std::filesystem::path& file) {
    said_[file].settled = true;
    rebuild();
}

void ImportSize::setScale(const std::filesystem::path& file, std::optional<double> scale) {
    auto request = preview_.request;
    auto& plan = request.answers[file].plan;
    if (plan.scale == scale) {
        rebuild();
        return;
    }
    plan.scale = scale;
    Q_EMIT answered(request);
}

void ImportSize::setMeasured(const std::filesystem::path& file, double read_m, double true_m) {
    for (const auto& plan : preview_.plans) {
        if (plan.file != file || !plan.facts.used_scale) continue;
        const double scale = measured_scale(*plan.facts.used_scale, read_m, true_m);
        said_[file] = {scale, false};
        setScale(file, scale);
    }
}

void ImportSize::addDrawing(const DrawingPreview& drawing) {
    const QString size = size_text(drawing.width_m, drawing.height_m);
    const bool doubtful = !drawing.doubt.empty() && !said_[drawing.file].settled;
    addSentence(
        doubtful ? tr("%1. So taken it is %2: does that look right?").arg(shown_sentence(drawing.doubt), size)
                 : tr("The drawing is %1.").arg(size),
        doubtful ? Status::look : Status::fine);
    if (doubtful) setDoubtful(true);
    auto* row = addButtons();
    row->addWidget(text_label(tr("One unit is a")));
    auto* unit = new QComboBox;
    unit->setAccessibleName(tr("Length of one unit of %1").arg(file_name(drawing.file)));
    for (const Unit& one : units())
        unit->addItem(one.one, QLatin1String(one.word));
    int index = unit->findData(QString::fromStdString(drawing.unit));
    if (index < 0) { // declared in one of the rarer units
        unit->addItem(QString::fromStdString(drawing.unit), QString::fromStdString(drawing.unit));
        index = unit->count() - 1;
    }
    unit->setCurrentIndex(index);
    row->addWidget(unit);
    connect(unit, &QComboBox::activated, this, [this, unit, file = drawing.file] {
        auto request = preview_.request;
        request.answers[file].unit = unit->currentData().toString().toStdString();
        Q_EMIT answered(request);
    });
    if (doubtful) addButton(*row, tr("Looks right"), [this, file = drawing.file] { settle(file); });
    row->addStretch();
}

} // namespace prospect::app
