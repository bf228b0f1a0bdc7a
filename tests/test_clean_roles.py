"""What cleaning sets aside and why, and how it is given back."""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from workbench.clean import clean, restore, source_of
from workbench.clean.folding import UNSPACED, count_words, key_of
from workbench.clean.marks import find_mark, languages_with_cases, marks
from workbench.errors import InputError
from workbench.records import KEPT, Article, Metadata, RawBlock

DATA = Path(__file__).parent / "data"
ROLES = tomllib.loads((DATA / "clean_roles.toml").read_text("utf-8"))["case"]
FILES = sorted((DATA / "articles").glob("*.jsonl"))
LABELLED = {
    file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in FILES
}
SAMPLES = Path(__file__).parents[2] / "shared" / "articles"

FRAME = {
    "arb_Arab": [
        "الميناء الجديد يستقبل سفن القمح",
        "استقبل الميناء الجديد أول سفينة قمح صباح الأحد بحضور وزير التموين وعدد من التجار.",
        "وبلغت أسعار القمح أعلى مستوى لها منذ عام، ويأمل التجار أن تنخفض قريبا.",
    ],
    "pes_Arab": [
        "بندر تازه پذیرای کشتی‌های گندم شد",
        "بندر تازه صبح یکشنبه با حضور وزیر نخستین کشتی گندم را پذیرفت.",
        "بهای گندم به بالاترین اندازه در یک سال رسیده است و بازرگانان امیدوارند که کاهش یابد.",
    ],
    "eng_Latn": [
        "Harbour opens for wheat ships",
        "The new harbour received its first ship with wheat on Sunday morning.",
        "Prices of wheat had reached their highest level in a year, and traders hope for less.",
    ],
    "rus_Cyrl": [
        "Новый порт принимает суда с пшеницей",
        "Новый порт в воскресенье утром принял первое судно с пшеницей.",
        "Цены на пшеницу достигли самого высокого уровня за год, и торговцы надеются на снижение.",
    ],
    "deu_Latn": [
        "Neuer Hafen empfängt Schiffe mit Weizen",
        "Der neue Hafen hat am Sonntag das erste Schiff mit Weizen empfangen.",
        "Die Preise für Weizen waren so hoch wie seit einem Jahr nicht mehr.",
    ],
}


def cleaned(texts: list[str], **options: Any) -> Article:
    return clean([RawBlock(text) for text in texts], **options)


def text_of(block: dict[str, Any]) -> str:
    return "".join(part["text"] for part in block.get("parts", [block]))


def kept_words(case: dict[str, Any]) -> Counter[str]:
    parts = [part for block in case["blocks"] for part in block.get("parts", [block])]
    return Counter(w for part in parts if part["role"] in KEPT for w in words_of(part["text"]))


def words_of(text: str) -> list[str]:
    """Words, or letters where words stand without spaces."""
    return list("".join(text.split())) if UNSPACED.search(text) else text.split()


@pytest.mark.parametrize("case", ROLES, ids=lambda case: case["label"])
def test_roles(case: dict[str, Any]) -> None:
    frame = [] if case.get("whole") else FRAME[case["lang"]]
    parts = [line.split("|") for line in case["lines"]]
    article = cleaned([*frame, *map("".join, parts)], lang=case["lang"])
    blocks = article.blocks[len(frame) :]
    assert [block.role for block in blocks] == case["roles"]
    assert [block.original for block in blocks] == [part for line in parts for part in line]
    assert list(blocks[0].flags) == case.get("flags", [])


@pytest.mark.parametrize("lang", LABELLED)
def test_labelled_articles_keep_title_and_body_and_little_else(lang: str) -> None:
    should, does, both = 0, 0, 0
    for case in LABELLED[lang]:
        article = cleaned([text_of(block) for block in case["blocks"]])
        kept = Counter(
            word for block in article.blocks if block.kept for word in words_of(block.original)
        )
        wanted = kept_words(case)
        should, does = should + wanted.total(), does + kept.total()
        both += (wanted & kept).total()
    assert both / should >= 0.99
    assert both / does >= 0.95


@pytest.mark.parametrize("lang", LABELLED)
def test_labelled_articles_cleaned_again_stay_as_they_are(lang: str) -> None:
    for case in LABELLED[lang]:
        once = cleaned([text_of(block) for block in case["blocks"]], lang=lang)
        again = cleaned([block.text for block in once.blocks], lang=lang)
        assert again.steps == ()
        assert [(b.text, b.role) for b in again.blocks] == [(b.text, b.role) for b in once.blocks]


def test_only_languages_with_labelled_articles_set_aside() -> None:
    main = {code.split("_")[0] for code in LABELLED}
    varieties = {"acm", "acq", "aeb", "ajp", "apc", "ars", "ary", "arz", "prs", "yue"}
    assert {code.split("_")[0] for code in languages_with_cases()} == main | varieties


def test_every_mark_makes_a_line_of_it_what_it_is() -> None:
    for mark in marks():
        line = f"{mark.text}: x" if mark.how == "label" else mark.text
        found = find_mark(line, words=count_words(line), key=key_of(line))
        assert found is not None or not key_of(mark.text).strip("0123456789"), mark


def test_a_label_of_one_letter_is_found() -> None:
    article = cleaned(["新港口迎来第一艘运粮船", "新港口周日上午迎来第一艘运粮船。", "图：新港口"])
    assert article.blocks[2].role == "caption"


def test_a_repeated_article_is_said_before_all_else() -> None:
    frame = FRAME["eng_Latn"]
    article = cleaned([*frame, *frame])
    assert article.warnings == (
        "33 of 66 words (50 %) were set aside: 33 repeat earlier paragraphs; look through them "
        "before you rely on the rest",
    )
    assert [block.reason for block in article.blocks[3:]] == [
        "repeats block 1",
        "repeats block 2",
        "repeats block 3",
    ]


def second() -> Article:
    case = next(case for case in ROLES if case["label"].startswith("a second article below a mark"))
    return cleaned([*FRAME["eng_Latn"], *case["lines"]], metadata=Metadata(url="https://a.example"))


def test_a_second_article_is_offered_as_a_source_of_its_own() -> None:
    article = second()
    (offered,) = article.offered
    assert (offered.title, offered.blocks) == ("Bakery wins prize for rye bread", (5, 6, 7, 8))
    source = source_of(article, offered)
    assert source.name == offered.title
    assert isinstance(source.content, str)
    again = cleaned(source.content.splitlines())
    assert again.title == offered.title
    assert all(block.kept for block in again.blocks)
    assert source.metadata == Metadata(url="https://a.example")


def test_a_restored_block_is_body_and_says_what_it_was() -> None:
    article = second()
    restored = restore(article, {1, 4})
    assert [b.role for b in restored.blocks[:5]] == ["title", "body", "body", "body", "related"]
    assert restored.blocks[3].kept
    assert restored.blocks[3].reason == (
        'restored; was set aside as related: a "read also" mark: related articles'
    )
    assert restored.blocks[:3] == article.blocks[:3]
    assert restored.metadata == article.metadata


def test_an_unknown_block_cannot_be_restored() -> None:
    with pytest.raises(InputError) as caught:
        restore(second(), [99])
    assert str(caught.value) == "no block 99 in this article; its blocks are 1 to 8"


def test_the_format_names_title_captions_and_quotations() -> None:
    raw = [
        RawBlock("A line of the page's own"),
        RawBlock("The harbour opens.", "heading"),
        RawBlock("Ships at the new pier", "caption"),
        RawBlock("The new harbour received its first ship on Sunday."),
        RawBlock("We are glad of every ship that comes to us.", "quotation"),
    ]
    blocks = clean(raw, metadata=Metadata(title="The harbour opens. | The Pier")).blocks
    assert [block.role for block in blocks] == ["body", "title", "caption", "body", "quote"]


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample articles are not here")
@pytest.mark.parametrize("path", sorted((SAMPLES / "labels").glob("*.json")), ids=lambda p: p.stem)
def test_labelled_samples(path: Path) -> None:
    labels = json.loads(path.read_text("utf-8"))
    lines = (SAMPLES / labels["file"]).read_text("utf-8").splitlines()
    article = cleaned(lines)
    for block in article.blocks:
        if block.text:
            assert block.role == labels["roles"][str(block.raw)]
