"""Style and font: contrast, no other host, the letters that a font must have."""

import re
from itertools import product

import pytest

from workbench.page import assets, theme
from workbench.page.texts import reader

STYLE = "".join(path.read_text("utf-8") for path in sorted(assets.STYLES.glob("*.css")))
FONT = assets.STATIC / "fonts" / "noto-naskh-arabic.woff2"

# The letters of the languages, from their alphabets.
LETTERS = {
    "Persian": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءئؤأۀ\u200c۰۱۲۳۴۵۶۷۸۹٪٫٬؟،؛",
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651٠٩",
    "Urdu": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھۂۃءئیےۓ۔",
    "Pashto": "ابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهۀيېۍیئ",
    "Sorani": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
    "Sindhi": "اآبٻڀتٿٽٺثپڦجڄڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفقڪکگڳڱلمنڻوھہءيئ۽۾",
    "Uyghur": "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
}


def colours(selector: str) -> dict[str, str]:
    """What a rule of 00-colours.css sets."""
    css = (assets.STYLES / "00-colours.css").read_text("utf-8")
    body = re.search(rf"^{re.escape(selector)} {{(.*?)^}}", css, re.MULTILINE | re.DOTALL)
    assert body
    return dict(re.findall(r"--wb-([\w-]+): (#[0-9a-f]{6});", body[1]))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours such as #ffffff."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("selector", [":root", ".dark"])
def test_text_can_be_read_on_every_ground(selector: str) -> None:
    colour = colours(selector)
    grounds = ("page", "paper", "tint", "lit", "mark", "warn-ground")
    pairs = [
        *product(("ink",), grounds),
        *product(("quiet", "accent", "warn"), ("page", "paper", "lit", "tint", "mark")),
        ("warn", "warn-ground"),
        ("accent-hover", "tint"),
        ("bad", "page"),
        ("bad", "paper"),
        ("on-accent", "accent"),
        ("on-accent", "accent-hover"),
    ]
    low = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(colour[pair[0]], colour[pair[1]])) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("selector", [":root", ".dark"])
def test_edges_of_controls_can_be_seen(selector: str) -> None:
    colour = colours(selector)
    for ground in ("page", "paper"):
        assert contrast(colour["edge"], colour[ground]) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # the greyest that passes


def test_every_colour_that_is_used_is_there_in_both_themes() -> None:
    used = set(re.findall(r"var\(--wb-([\w-]+)\)", STYLE + str(theme.COLOURS)))
    assert used - {"sans", "serif"} <= set(colours(":root"))
    assert set(colours(":root")) == set(colours(".dark"))


def test_gradio_has_our_colours_in_both_themes() -> None:
    given = theme.theme()
    for name, colour in theme.COLOURS.items():
        assert getattr(given, name) == getattr(given, f"{name}_dark") == colour


def test_nothing_is_asked_of_another_host() -> None:
    assert re.findall(r"url\(([^)]*)\)", STYLE) == ['"wb/fonts/noto-naskh-arabic.woff2"']
    assert "@import" not in STYLE
    assert "http" not in STYLE


def test_files_of_style_are_short() -> None:
    for path in assets.STYLES.glob("*.css"):
        assert len(path.read_text("utf-8").splitlines()) < 300, path.name


def test_style_and_scripts_come_in_the_order_of_their_names() -> None:
    head = assets.head()
    assert head.startswith("<style>")
    assert head.index("--wb-page:") < head.index("@font-face") < head.index("@media print")
    assert head.index("</style>") < head.index("<script>")


@pytest.mark.parametrize("language", LETTERS)
def test_the_font_has_the_letters_of(language: str) -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="fonttools is not installed")
    known = fonts.TTFont(FONT).getBestCmap()
    assert {letter for letter in LETTERS[language] if ord(letter) not in known} == set()
    ranges = [
        (int(low, 16), int(high, 16))
        for low, high in re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", STYLE)
    ]
    assert all(any(a <= ord(letter) <= b for a, b in ranges) for letter in LETTERS[language])


def test_the_font_is_small_and_has_its_licence_beside_it() -> None:
    assert FONT.stat().st_size < 300_000
    licence = (FONT.parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "The Noto Project Authors" in licence


def test_months_are_twelve() -> None:
    assert (len(reader.MONTHS), reader.MONTHS[10]) == (12, "November")
