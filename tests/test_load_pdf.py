"""PDF: glyphs at places into paragraphs in reading order, whatever the direction of writing."""

import unicodedata
from pathlib import Path

import pytest

from tests.pdfs import Run, joined, page_object, pdf, stream
from workbench.errors import InputError, ResourceError
from workbench.load import load
from workbench.load.loaded import Loaded
from workbench.records import Source

CHROMIUM = Path("/usr/bin/chromium")
PROSE = (
    "The ministers of transport have agreed on a line that joins",
    "their capitals; building begins in spring and is to take about",
    "six years, the host said on Monday after two days of talks.",
)


def read(data: bytes) -> Loaded:
    return load(Source(data, name="x.pdf"))


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(data)
    return str(caught.value)


def set_lines(lines: tuple[str, ...], *, top: float = 700, x: float = 50) -> list[Run]:
    return [Run(x, top - 15 * number, line) for number, line in enumerate(lines)]


def test_lines_become_a_paragraph() -> None:
    assert texts(pdf(set_lines(PROSE))) == [" ".join(PROSE)]


def test_a_short_line_ends_a_paragraph() -> None:
    first = (*PROSE[:2], "six years.")
    second = tuple(line.replace("six years", "some years") for line in PROSE)
    page = [*set_lines(first), *set_lines(second, top=655)]
    assert texts(pdf(page)) == [" ".join(first), " ".join(second)]


def test_a_gap_an_indent_and_another_size_end_a_paragraph() -> None:
    page = [
        Run(50, 760, "Railway to join four capitals", size=20),
        *set_lines(PROSE),
        *set_lines(PROSE, top=620),
        Run(65, 575, PROSE[0]),
        *set_lines(PROSE[1:], top=560),
    ]
    loaded = read(pdf(page))
    assert [block.kind for block in loaded.blocks] == ["heading"] + ["paragraph"] * 3
    assert [block.text for block in loaded.blocks[1:]] == [" ".join(PROSE)] * 3
    assert loaded.metadata.title == "Railway to join four capitals"


def test_a_paragraph_goes_on_over_the_page_and_heads_stand_behind_it() -> None:
    def page(number: int, lines: tuple[str, ...]) -> list[Run]:
        return [Run(50, 800, "The Daily"), *set_lines(lines), Run(300, 30, str(number))]

    other = tuple(line.upper() for line in PROSE)
    whole = pdf(page(1, PROSE[:2]), page(2, PROSE[2:] + PROSE), page(3, other))
    assert texts(whole) == [
        " ".join(PROSE + PROSE),
        *("The Daily", "1", "The Daily", "2", "The Daily", "3"),
        " ".join(other),
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = (
        "The ministers of transport",
        "have agreed on a new line",
        "that joins the capitals and",
    )
    right = (
        "building begins in spring",
        "when the rivers are low and",
        "the money has been voted.",
    )
    rows = [
        run
        for number in range(3)
        for run in (
            Run(50, 700 - 15 * number, left[number]),
            Run(320, 700 - 15 * number, right[number]),
        )
    ]
    title = Run(50, 760, "Railway to join the four capitals of the region", size=20)
    assert texts(pdf([title, *rows])) == [title.text, " ".join(left + right)]


def test_a_row_of_a_table_is_a_block() -> None:
    page = [
        run
        for number, row in enumerate([("North", "412"), ("South", "97")])
        for run in (Run(50, 700 - 20 * number, row[0]), Run(300, 700 - 20 * number, row[1]))
    ]
    loaded = read(pdf(page))
    assert [(b.text, b.kind) for b in loaded.blocks] == [
        ("North | 412", "table row"),
        ("South | 97", "table row"),
    ]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("a word that is con\u00ad", "tinued here", "a word that is continued here"),
        ("with a long-", "standing partner", "with a long-standing partner"),
        ("the war of Moscow-", "Kyiv began", "the war of Moscow- Kyiv began"),
        ("continued is a word that is con-", "tinued", "continued is a word that is continued"),
    ],
)
def test_words_cut_at_the_end_of_a_line(above: str, below: str, whole: str) -> None:
    assert texts(pdf(set_lines((above, below)))) == [whole]


def test_items_of_a_list_and_dashes_within_a_sentence() -> None:
    lines = (
        "Министры договорились о новой линии, и это не последняя встреча",
        "— сказал представитель министерства — до конца года планируются",
        "12. пункт повестки дня и многое другое, что ещё не согласовано.",
        "• первый вопрос повестки дня, о котором говорили на этой встрече",
        "• второй вопрос повестки дня, о котором говорили на этой встрече.",
        "2. третий вопрос повестки дня, о котором говорили на встрече там",
    )
    blocks = read(pdf(set_lines(lines))).blocks
    assert [block.text for block in blocks] == [" ".join(lines[:3]), *lines[3:]]
    assert [block.kind for block in blocks] == ["paragraph"] + ["list item"] * 3


def test_a_document_that_hyphenates() -> None:
    lines = (
        "the trans-",
        "port of the coun-",
        "tries and the par-",
        "liaments with long-",
        "standing and long or standing",
    )
    assert texts(pdf(set_lines(lines))) == [
        "the transport of the countries and the parliaments with long-standing and long or standing"
    ]


def test_a_table_under_columns_comes_last() -> None:
    left = ("The ministers of transport", "have agreed on a new line", "that joins the capitals.")
    right = (
        "Building begins in spring",
        "when the rivers are low and",
        "the money has been voted.",
    )
    table = [Run(50, 640, "North"), Run(150, 640, "412"), Run(50, 620, "South"), Run(150, 620, "9")]
    page = [*set_lines(left), *set_lines(right, x=320), *table]
    assert texts(pdf(page)) == [" ".join(left), " ".join(right), "North | 412", "South | 9"]


def test_a_long_document_earns_its_time() -> None:
    pages = [
        [Run(40, 800 - 14 * line, f"{number} {line} " + "and so on " * 8) for line in range(50)]
        for number in range(40)
    ]
    assert "39 49 and so on" in texts(pdf(*pages))[-1]


def test_spaces_that_are_not_drawn_are_seen() -> None:
    page = [Run(50, 700, "Trade"), Run(83, 700, "talks"), Run(116, 700, "resume")]
    assert texts(pdf(page)) == ["Trade talks resume"]


def test_presentation_forms_and_ligatures_become_letters() -> None:
    assert texts(pdf([Run(50, 700, "ﻥﺍﺮﻬﺗ ﻪﺑ ﺮﻔﺳ")])) == ["سفر به تهران"]
    assert texts(pdf([Run(50, 700, "ﺎﻋﻼﻃﺍ")])) == ["اطلاعا"]
    assert texts(pdf([Run(50, 700, "an oﬃcial ﬁle")])) == ["an official file"]


@pytest.mark.parametrize(
    ("logical", "paper"),
    [
        ("وزیر گفت ۱۲ نفر آمدند", "دندمآ رفن ۱۲ تفگ ریزو"),
        ("بلغت 1,250.75 طنا", "انط 1,250.75 تغلب"),
        ("شركة Siemens Mobility الألمانية", "ةيناملألا Siemens Mobility ةكرش"),
        ("طراز Boeing 737 الجديد", "ديدجلا Boeing 737 زارط"),
        ("نسبة 62% من", "نم %62 ةبسن"),
        ("يوم 2024-11-01 في", "يف 01-11-2024 موي"),
        ("قال (الوزير) «نعم» ثم", "مث »معن« )ريزولا( لاق"),
        ("قال (الوزير) «نعم» ثم", "مث «معن» (ريزولا) لاق"),
    ],
    ids=range(8),
)
def test_a_line_from_right_to_left(logical: str, paper: str) -> None:
    page = [Run(50, 700, paper), Run(50, 600, "دندمآ رگید زور رد و دنتفگ نخس نارگید اب ناشیا")]
    assert texts(pdf(page))[0] == logical


def test_chinese_lines_are_joined_without_a_space() -> None:
    lines = (
        "两国部长星期六在日内瓦举行会谈，会谈持续了",
        "三个小时。双方同意在明年继续合作，并宣布了",
        "下次会面的时间。",
    )
    assert texts(pdf(set_lines(lines))) == ["".join(lines)]


def test_arabic_words_within_english() -> None:
    page = [Run(50, 700, "He said ۱۲ ناتسود مالس and left with the others at noon")]
    assert texts(pdf(page)) == ["He said ۱۲ سلام دوستان and left with the others at noon"]


def test_a_vowel_sign_follows_its_letter() -> None:
    page = [Run(50, 700, "مهم"), Run(57, 700, "\u064f")]
    assert texts(pdf(page)) == ["مهُم"]
    assert texts(pdf([Run(60, 640, "ever"), Run(60, 640, "\u0301")])) == ["e\u0301ver"]


def test_a_space_that_takes_no_room_is_a_zero_width_non_joiner() -> None:
    page = [Run(50, 700, "دنا"), Run(68, 700, " "), Run(68, 700, "هدیسر هک")]
    assert texts(pdf(page)) == ["که رسیده\u200cاند"]


def test_pages_without_text_are_told() -> None:
    words = set_lines(PROSE)
    loaded = read(pdf(words, [], [], words, [], words))
    assert loaded.warnings == (
        "x.pdf: pages 2 to 3 and 5 hold no text: they are pictures or empty; what they say is "
        "not here",
    )
    assert read(pdf(words, [])).warnings == (
        "x.pdf: page 2 holds no text: it is a picture or empty; what it says is not here",
    )


def test_a_pdf_of_pictures() -> None:
    assert refusal(pdf([], [])) == (
        "x.pdf is a PDF without text: its pages are pictures, perhaps scanned; have them "
        "recognised (OCR), or type what matters"
    )


def test_what_it_says_of_itself() -> None:
    page = [Run(50, 760, "Railway agreed: four capitals", size=20), *set_lines(PROSE)]
    info = {"Title": "Railway agreed", "Author": "Leïla Hassan", "CreationDate": "D:20131223"}
    told = read(pdf(page, info=info, lang="en-GB")).metadata
    assert (told.title, told.byline, told.language, told.published) == (
        "Railway agreed: four capitals",
        "Leïla Hassan",
        "en-GB",
        None,
    )
    assert (
        read(pdf(set_lines(PROSE), info={"Title": "Microsoft Word - 3.doc"})).metadata.title is None
    )


def test_a_pdf_that_is_no_pdf() -> None:
    said = "x.pdf is a damaged PDF; open it and save it again, or copy its text"
    assert refusal(b"%PDF-1.7\nnothing of the kind") == said


def test_a_process_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(ResourceError) as caught:
        read(pdf(set_lines(PROSE)))
    assert str(caught.value) == (
        "x.pdf cannot be read: the process that reads it did not start (No such file or directory)"
    )


def test_nothing_beside_the_file_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert texts(pdf(set_lines(PROSE))) == [" ".join(PROSE)]


def test_a_locked_pdf() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        stream(b""),
        page_object(3),
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    ids = "/ID[<" + "43" * 16 + "><" + "43" * 16 + ">]"
    assert refusal(joined(objects, f"/Root 1 0 R/Encrypt 5 0 R{ids}")) == (
        "x.pdf is a PDF locked with a password; save it without one, or copy its text"
    )


ARTICLES = {
    "ar": (
        "وقال الوزير: «لن نقبل بأي مشروع»، مضيفًا أن 1,200 توقيع (من أصل 3,000) جُمعت خلال 48 ساعة.",
        "وبلغت نسبة التأييد 62%، مقابل 25% في استطلاع أجرته شركة Siemens Mobility عام 2019.",
    ),
    "fa": (
        "وزیر امور خارجه روز شنبه ۱۲ آبان ۱۴۰۳ (۲ نوامبر) گفت: «مذاکرات با Reuters ادامه دارد».",
        "۳۵ درصد از کالاها به مقصد رسیده‌اند و گفت‌وگوهای دیگر، طبق برنامه، فردا انجام می‌شود.",
    ),
    "ru": (
        "Министры договорились о линии, которая соединит столицы; работы начнутся весной. " * 4,
    ),
}


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium to print with")
@pytest.mark.parametrize("lang", ARTICLES)
def test_what_a_browser_prints_comes_back(lang: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    direction = "rtl" if lang in ("ar", "fa") else "ltr"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLES[lang])
    page = f'<meta charset=utf-8><body lang={lang} dir={direction} style="width:90mm">{body}'
    with sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        try:
            tab = browser.new_page()
            tab.set_content(page)
            printed = tab.pdf()
        finally:
            browser.close()
    expected = [" ".join(unicodedata.normalize("NFC", one).split()) for one in ARTICLES[lang]]
    assert [unicodedata.normalize("NFC", one) for one in texts(printed)] == expected
