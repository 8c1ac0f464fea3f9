#include "app/report/page_edges.h"
#include "tests/app/report/pages.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::report;
using test::page_of;

namespace {

// Things from that many files with long names, beside a red line and what is withheld.
ReviewPage from_files(int count) {
    Site site = *test::small_site();
    std::vector<FeaturePtr> things;
    for (int i = 1; i <= count; ++i) {
        Feature thing = *test::feature("thing " + std::to_string(i), Geometry::make_point({10.0 + i, 10}));
        thing.source.file = "drawing " + std::string(i < 10 ? "0" : "") + std::to_string(i) +
                            " of the estate as it was surveyed in the spring of last year.dxf";
        things.push_back(std::make_shared<const Feature>(std::move(thing)));
    }
    site.layers.push_back(test::layer("Things", Role::luminaire, std::move(things)));
    ReviewPage page = page_of(std::make_shared<const Site>(std::move(site)));
    page.withheld = 12;
    return page;
}

} // namespace

class PageEdgesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_foot_says_what_must_be_said_and_counts_the_sources_that_have_no_room() {
        QCOMPARE(foot_rows(from_files(1), 160).size(), std::size_t(2));
        for (const int count : {0, 1, 4, 5, 40})
            for (const double width : {162.0, 186.0, 273.0, 396.0})
                QVERIFY(foot_rows(from_files(count), width).size() <= 2);
        const QStringList texts = test::written_texts(from_files(40), "sources");
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        for (const char* words :
             {"Map grid: OSGB36 / British National Grid", "What lies outside the red line is faint",
              "12 personal or protected things are not printed", "Made with Prospect", "Sources: drawing 01",
              "more"})
            QVERIFY2(texts[0].contains(QLatin1String(words)), qPrintable(words + texts[0]));
        const auto named = texts[0].count("year.dxf");
        QVERIFY(named > 0);
        QVERIFY2(texts[0].contains(QStringLiteral("and %1 more").arg(40 - named)), qPrintable(texts[0]));
    }

    void long_words_of_the_head_are_cut_with_a_sign_and_scale_and_day_stay() {
        Site site = *test::small_site();
        const std::string words = "a very long description that somebody pasted here from a letter ";
        for (const char* key : {"reference", "drawing", "revision"})
            site.meta[key] = words + words + words;
        ReviewPage page = page_of(std::make_shared<const Site>(std::move(site)));
        page.option = QString::fromStdString(words + words);
        page.agency = QString::fromStdString(words + words);
        for (const double width : {186.0, 273.0, 396.0})
            QCOMPARE(head_rows(page, 500, width).size(), std::size_t(3)); // with the title
        const QStringList texts = test::written_texts(page, "long-head");
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        for (const char* shown : {"rev a very", "option a very", "on A4", "24 Nov 2026", "letter"})
            QVERIFY2(texts[0].contains(QLatin1String(shown)), qPrintable(shown + texts[0]));
    }
};

PROSPECT_TEST(PageEdgesTest);
#include "page_edges_test.moc"
