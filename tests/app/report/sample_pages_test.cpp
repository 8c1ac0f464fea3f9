// Pages of the sample as people hand them over: one note or many, in few words or in many.
#include "geometry/io/project_file.h"
#include "tests/app/report/pages.h"
#include "tests/support/registry.h"
#include "tests/support/sample_photo.h"

#include <QImage>
#include <QTest>

using namespace prospect;
using namespace prospect::report;

namespace {

const SitePtr& riverside() {
    static const SitePtr site =
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    return site;
}

const std::string long_text =
    "After dark nobody who lives here can see who stands at the corner: the hedge is higher than a person, "
    "the nearest lamp is behind the tree, and the windows of the ground floor belong to stores. Residents "
    "told us twice that they walk the long way round in winter. Cut the hedge to one metre, move the lamp to "
    "the inner side of the path, and give the stores a door with a glass panel. The gate behind the garages "
    "was open on each of our four visits; it leads to all the back gardens of the row, and there is no other "
    "lock on the way. ";

std::string words_of(int i) {
    const std::string first = "Note number " + std::to_string(i) + " is this: ";
    if (i % 5 == 0) return first + long_text + long_text + long_text + "\nSee the letter of the residents.";
    if (i % 3 == 0) return first + "the gate stands open at night.";
    return first + long_text;
}

// Deterministic places all over the site.
SitePtr with_notes(int count) {
    SitePtr site = riverside();
    const Box box = site->study_box();
    const char* severities[] = {"serious", "moderate", "", "minor"};
    const char* statuses[] = {"open", "agreed", "mended", "declined"};
    for (int i = 1; i <= count; ++i) {
        Annotation note;
        note.id = Uuid::from_name("note " + std::to_string(i));
        note.geometry = Geometry::make_point({box.xmin + box.width() * ((i * 37) % 97 + 2) / 100.0,
                                              box.ymin + box.height() * ((i * 61) % 89 + 5) / 100.0});
        if (i % 2 == 1) note.title = "Passage between the garages and the play area";
        note.text = words_of(i);
        note.severity = severities[i % 4];
        note.status = statuses[i % 4];
        note.strategy = i % 2 == 0 ? "natural_surveillance" : "";
        if (i % 4 == 1) note.assigned = "Riverside Housing Association, Estates";
        if (i % 4 == 1) note.due = "2027-03-01";
        if (i % 3 == 1) note.files = {{"a.jpg", "image/jpeg", "a"}, {"b.jpg", "image/jpeg", "b"}};
        site = apply(*site, add_annotation(*site, note, {"A. Officer", "Police", "2026-11-01T10:00:00Z"}));
        if (i % 4 == 2)
            site = apply(*site, reply_to_annotation(*site, note.id, "We mend that before the winter.",
                                                    {"B. Planner", "Council", "2026-11-05T10:00:00Z"}));
    }
    return site;
}

ReviewPage sample_page(int notes, Paper paper) {
    ReviewPage page = test::page_of(with_notes(notes));
    page.title = QStringLiteral("Riverside estate");
    page.agency = QStringLiteral("Thames Police");
    page.options.paper = paper;
    page.options.in_charge = true;
    page.options.answers = true;
    const auto photo = QImage::fromData(QByteArray::fromStdString(test::sample_photo()));
    page.photos = {{"a", photo}, {"b", photo.scaled(300, 400)}};
    return page;
}

void put_places(ReviewPage& page) {
    const Point middle = page.model->site().study_box().center();
    page.has_check = true;
    page.worst = {{"Play area by the garages",
                   "Nobody can see you here after dark, and there is one way out.",
                   "Serious · and 2 more · Official guidance", middle},
                  {"Alley behind Block C", "The hedge is 1.8 m high and hides the path from 9 of 12 windows.",
                   "Serious · Research", middle + Point{20, 15}},
                  {"Bins at the north gate", "Something to climb on stands by the wall.",
                   "Look · Our starting value", middle - Point{25, 10}}};
    page.accepted = {"The front hedge is 1.2 m high: “It was there before the rule” (Council, 11/5/26)"};
    page.checked = "21 of 26 rules could be checked. Can't tell yet: lamps; windows; ownership and 2 more.";
}

} // namespace

class SamplePagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_note_is_on_the_page_once_and_whole_data() {
        QTest::addColumn<int>("notes");
        QTest::addColumn<Paper>("paper");
        QTest::addColumn<MapPart>("part");
        QTest::addColumn<bool>("checked");
        QTest::newRow("one") << 1 << Paper::a4 << MapPart::site << false;
        QTest::newRow("one-checked") << 1 << Paper::a4 << MapPart::everything << true;
        QTest::newRow("twelve") << 12 << Paper::a4 << MapPart::everything << false;
        QTest::newRow("twelve-checked") << 12 << Paper::a3 << MapPart::view << true;
        QTest::newRow("sixty-checked") << 60 << Paper::a4 << MapPart::view << true;
        if (!qEnvironmentVariableIsSet("PROSPECT_SCREENSHOTS")) return;
        QTest::newRow("twelve-site") << 12 << Paper::a4 << MapPart::site << false;
        QTest::newRow("sixty-a3") << 60 << Paper::a3 << MapPart::site << true;
        QTest::newRow("sixty") << 60 << Paper::a4 << MapPart::everything << false;
    }

    void every_note_is_on_the_page_once_and_whole() {
        QFETCH(const int, notes);
        QFETCH(const Paper, paper);
        ReviewPage page = sample_page(notes, paper);
        QFETCH(const MapPart, part);
        page.options.map = part;
        const Box all = page.model->site().study_box();
        page.options.view = {all.xmin, all.center().y - 8, all.xmax, all.center().y + 8}; // a strip
        QFETCH(const bool, checked);
        if (checked) put_places(page);
        const QStringList texts =
            test::written_texts(page, QStringLiteral("sample-") + QLatin1String(QTest::currentDataTag()));
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        const QString all_text = texts.join(u' ');
        for (int i = 1; i <= notes; ++i)
            QCOMPARE(all_text.count(QStringLiteral("Note number %1 is").arg(i)), 1);
        QCOMPARE(all_text.count("See the letter of the residents."), notes / 5);
        QVERIFY(!texts[0].contains("Notes, continued"));
    }
};

PROSPECT_TEST(SamplePagesTest);
#include "sample_pages_test.moc"
