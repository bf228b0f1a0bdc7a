"""Two articles in one paste: in which language the one that is read is."""

import pytest

from workbench.clean import clean
from workbench.records import Article, RawBlock

LEAGUE = [
    "آغاز لیگ برتر کاراته از هفته آینده",
    "رئیس فدراسیون کاراته اعلام کرد که لیگ برتر کاراته از هفته آینده با حضور ده تیم آغاز می‌شود.",
    "وی گفت که مسابقات این فصل در سه شهر برگزار خواهد شد و هر تیم باید هشت بازیکن معرفی کند.",
    "انتهای پیام",
]
MARKET = [
    "افتتاح سوق جديدة في المدينة الساحلية",
    "افتتح عمدة المدينة الساحلية صباح الأحد السوق الجديدة بحضور مئات التجار والسكان.",
    "وقال العمدة إن السوق ستوفر مئات فرص العمل لأبناء المدينة والأحياء المجاورة.",
    "وأضاف أن البلدية تخطط لبناء سوق ثانية في الحي الشمالي خلال العام المقبل.",
    "وذكر تجار في المدينة أن السوق القديمة لم تعد تكفي لعدد الزوار في فصل الصيف.",
]
PORT = [
    "Neuer Hafen für die Stadt am Fluss",
    "Der Bürgermeister hat am Montag den Bau eines neuen Hafens am Fluss angekündigt.",
    "Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern, sagte er.",
]


def read(*lines: str, lang: str | None = None) -> Article:
    return clean([RawBlock(line) for line in lines], lang=lang)


def test_the_language_is_that_of_the_article_that_is_read() -> None:
    """The longer one, which is set aside, does not tell it."""
    alone, both = read(*LEAGUE), read(*LEAGUE, *MARKET)
    assert [block.id for block in both.blocks if block.kept] == [1, 2, 3]
    assert both.language == alone.language
    assert both.language.code == "pes_Arab"
    assert both.blocks[:4] == alone.blocks
    assert {block.language for block in both.blocks[4:]} == {"arb_Arab"}
    assert [block.text for block in both.blocks[4:]] == MARKET
    assert [one.title for one in both.offered] == [MARKET[0]]


def test_a_named_language_is_not_told_anew() -> None:
    both = read(*LEAGUE, *MARKET, lang="arb_Arab")
    assert (both.language.code, both.language.confidence) == ("arb_Arab", 1.0)


def test_what_is_set_aside_stays_so_in_a_language_without_cases() -> None:
    both = read(*PORT, "اقرأ أيضا:", *MARKET)
    assert [block.id for block in both.blocks if block.kept] == [1, 2, 3]
    assert both.language == read(*PORT).language
    assert both.language.code == "deu_Latn"


@pytest.mark.parametrize(
    "line",
    [
        "تاريخ النشر: 11 أبريل 2024",
        "11 أبريل 2024",
        "الكاتب: سامي الحداد",
        "بقلم سامي الحداد",
        "المصدر: وكالات",
    ],
)
def test_an_offered_article_is_not_called_by_its_date_or_author(line: str) -> None:
    (one,) = read(*LEAGUE, MARKET[0], line, *MARKET[1:]).offered
    assert (one.title, one.blocks) == (MARKET[0], (5, 6, 7, 8, 9, 10))


@pytest.mark.parametrize(
    "line", ["كتب: خمس روايات جديدة عن المدينة الساحلية", "بقلم رصاص رسم خريطة المدينة كلها"]
)
def test_a_title_that_only_begins_like_such_a_line_is_one(line: str) -> None:
    (one,) = read(*LEAGUE, MARKET[0], line, *MARKET[1:]).offered
    assert one.title == line


def test_a_mark_is_no_title() -> None:
    lines = ["المصدر: وكالات", "اقرأ أيضا:", "بقلم سامي الحداد"]
    (one,) = read(*LEAGUE[:3], *lines, *MARKET[1:]).offered
    assert one.blocks == (6, 7, 8, 9, 10)


LONG = [*LEAGUE[:3], "به گفته او بلیت مسابقات از روز شنبه در سایت فدراسیون فروخته خواهد شد."]
MORE = [f"{line[:-1]} در سال {year}." for year in range(2001, 2006) for line in LONG[1:]]
MAY_BE_SECOND = (
    "from block 5 on the text is in Modern Standard Arabic: it may be a second article; read it "
    "by itself"
)


def test_a_text_that_ends_in_another_language_may_be_two() -> None:
    assert read(*LONG, *MARKET).warnings == (MAY_BE_SECOND,)
    assert read(*LONG, *MARKET[:4]).warnings == (MAY_BE_SECOND,)
    assert (
        read(*LONG, *LONG[1:], *MARKET, "كان حفلا جميلا.").warnings[0].startswith("from block 8 on")
    )


@pytest.mark.parametrize(
    "lines",
    [
        LONG,
        [*LONG, *MARKET[:3]],
        [*LONG[:3], *MARKET],
        [*LONG, *MARKET, *MORE[:3]],
        [*LONG, *MARKET[:2], *MORE[:2], *MARKET[2:]],
        [*LONG, *MORE, *MARKET[:4]],
    ],
    ids=["one", "two sentences below", "two above", "between", "mixed", "too short a part"],
)
def test_a_text_with_some_of_another_language_is_one(lines: list[str]) -> None:
    assert not [one for one in read(*lines).warnings if "second article" in one]
