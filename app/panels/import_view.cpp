#include "app/panels/import_view.h"

#include "app/canvas/map_canvas.h"
#include "app/models/words.h"
#include "app/panels/import_section.h"
#include "app/panels/look.h"
#include "app/panels/snapped_picker.h"
#include "geometry/base/text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr double zoom_step = 1.5;
constexpr int length_width = 90;

} // namespace

ImportMap::ImportMap(const QString& name, QWidget* parent)
    : QWidget(parent), canvas_(new MapCanvas), picker_(new SnappedPicker(*canvas_, this)) {
    auto* column = column_layout(this, 0, 0);
    canvas_->setFrameShape(QFrame::NoFrame);
    canvas_->setAccessibleName(name);
    canvas_->setAcceptDrops(false);
    canvas_->setTheme(theme_of(palette()).kind);
    column->addWidget(canvas_, 1);
    auto* card = new QWidget;
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(2);
    const auto add = [&](const char* icon_name, const QString& tip, auto act) {
        auto* button = tool_button(QLatin1String(icon_name), tip);
        connect(button, &QToolButton::clicked, this, act);
        row->addWidget(button);
    };
    const auto by = [this](double factor) {
        canvas_->zoomBy(factor, QRectF(canvas_->viewport()->rect()).center());
    };
    add("zoom-in", tr("Zoom in"), [by] { by(zoom_step); });
    add("zoom-out", tr("Zoom out"), [by] { by(1 / zoom_step); });
    add("zoom-all", tr("Show everything"), [this] { canvas_->zoomToAll(); });
    auto* over = new QHBoxLayout(canvas_);
    over->setContentsMargins(render::space::inside, render::space::inside, 0, 0);
    over->addWidget(card, 0, Qt::AlignTop | Qt::AlignLeft);
}

void ImportMap::setSite(const SitePtr& site) {
    canvas_->setSite(site);
    picker_->setSite(site);
    canvas_->zoomToAll();
}

ImportView::ImportView(QWidget* parent)
    : QWidget(parent), map_(new ImportMap(tr("Preview of what would be added"))),
      caption_(text_label({}, render::TextStyle::secondary, Tone::quiet)), strip_(makeStrip()),
      with_map_(new QCheckBox(tr("With the open map"))) {
    auto* column = column_layout(this, 0, render::space::inside);
    column->addWidget(map_, 1);
    column->addWidget(strip_);
    auto* foot = new QHBoxLayout;
    foot->addWidget(caption_, 1);
    foot->addWidget(with_map_);
    column->addLayout(foot);
    strip_->hide();
    connect(&map_->picker(), &SnappedPicker::changed, this, &ImportView::refresh);
    connect(&map_->picker(), &SnappedPicker::escaped, this, &ImportView::stopMeasuring);
    connect(with_map_, &QCheckBox::toggled, this,
            [this](bool with) { map_->canvas().setSite(with ? together_ : alone_); });
}

QWidget* ImportView::makeStrip() {
    auto* strip = new QWidget;
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    prompt_ = paragraph({});
    row->addWidget(prompt_, 1);
    length_ = new QLineEdit;
    length_->setFixedWidth(length_width);
    length_->setAlignment(Qt::AlignRight);
    length_->setAccessibleName(tr("True length in metres"));
    row->addWidget(length_);
    unit_ = text_label(tr("m"), render::TextStyle::body, Tone::quiet);
    row->addWidget(unit_);
    use_ = push_button(tr("Use it"));
    row->addWidget(use_);
    auto* cancel = push_button(tr("Cancel"), Emphasis::quiet);
    cancel->setAutoDefault(false);
    row->addWidget(cancel);
    connect(length_, &QLineEdit::textEdited, this, &ImportView::refresh);
    connect(use_, &QPushButton::clicked, this, &ImportView::use);
    connect(cancel, &QPushButton::clicked, this, &ImportView::stopMeasuring);
    return strip;
}

void ImportView::show(const ImportPreview& preview) {
    stopMeasuring();
    map_->picker().clear();
    alone_ = preview.alone;
    together_ = preview.together;
    with_map_->setVisible(together_ != nullptr);
    if (!together_) with_map_->setChecked(false);
    map_->setSite(alone_);
    if (with_map_->isChecked()) map_->canvas().setSite(together_);
    caption_->setText(preview.added.empty() || preview.added.width() + preview.added.height() < 0.1
                          ? QString()
                          : tr("In all %1.").arg(size_text(preview.added.width(), preview.added.height())));
}

bool ImportView::isMeasuring() const {
    return !strip_->isHidden();
}

void ImportView::startMeasuring(const std::filesystem::path& plan, const Box& where) {
    plan_ = plan;
    length_->clear();
    strip_->show();
    with_map_->setChecked(false); // what is measured is the plan
    map_->picker().clear();
    map_->picker().start(2, true);
    map_->canvas().zoomToBox(where);
    use_->setDefault(true);
    refresh();
    Q_EMIT measuringChanged();
}

void ImportView::stopMeasuring() {
    if (!isMeasuring()) return;
    map_->picker().stop();
    map_->picker().clear();
    strip_->hide();
    Q_EMIT measuringChanged();
}

double ImportView::read() const {
    const auto& points = map_->picker().points();
    return points.size() == 2 ? distance(points[0], points[1]) : 0;
}

std::optional<double> ImportView::typed() const {
    QString text = length_->text().trimmed();
    if (text.endsWith(u'm')) text = text.chopped(1).trimmed();
    const auto number = number_from(text.replace(u',', u'.').toStdString());
    return number && *number > 0 && *number < 1e5 ? number : std::nullopt;
}

void ImportView::refresh() {
    const double length = read();
    for (auto* widget : {static_cast<QWidget*>(length_), static_cast<QWidget*>(unit_)})
        widget->setVisible(length > 0);
    if (length > 0) {
        prompt_->setText(
            tr("At this size it would be %1. How long is it really?").arg(quantity_text(length, "m")));
        if (length_->text().isEmpty()) length_->setFocus();
    } else {
        prompt_->setText(map_->picker().points().empty()
                             ? tr("Click one end of something whose length you know: a building, a parking "
                                  "space, the scale bar.")
                             : tr("Click its other end."));
    }
    const bool wrong = !length_->text().isEmpty() && !typed();
    set_invalid(length_, wrong ? tr("A length in metres, such as 12.5.") : QString());
    use_->setVisible(length > 0);
    use_->setEnabled(length > 0 && typed());
}

void ImportView::use() {
    const double length = read();
    const auto wanted = typed();
    if (length <= 0 || !wanted) return;
    const auto plan = plan_;
    stopMeasuring();
    Q_EMIT measured(plan, length, *wanted);
}

} // namespace prospect::app
