// What stands above and beneath the content of every page: whose it is and at which scale, what the map must
// not be taken for, and where it comes from. Nothing is cut without a sign of it.
#pragma once

#include "app/report/review_page.h"

class QPainter;

namespace prospect::report {

// The title in one line, everything else in two; where there is no room for that, the longest words end with
// an ellipsis. `width` in millimetres.
Rows head_rows(const ReviewPage& page, int scale, double width);
// Two lines at most: what must be said, then as many sources as there is room for, the rest counted.
Rows foot_rows(const ReviewPage& page, double width);

void paint_head(QPainter& painter, const ReviewPage& page, const PageLayout& layout);
// `number` at the right end, "" for none.
void paint_foot(QPainter& painter, const ReviewPage& page, const PageLayout& layout, const QString& number);

} // namespace prospect::report
