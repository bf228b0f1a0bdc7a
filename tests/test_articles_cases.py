"""Our own scraped articles: the labels say what they claim, and cleaning finds it."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from workbench import languages
from workbench.reading import read_article
from workbench.records import KEPT, Role, Source

Case = dict[str, Any]
FILES = sorted((Path(__file__).parent / "data" / "articles").glob("*.jsonl"))
CASES: list[Case] = [
    json.loads(line) for file in FILES for line in file.read_text("utf-8").splitlines()
]
NAMES = [case["id"] for case in CASES]
MAIN = {"arb_Arab", "pes_Arab", "urd_Arab", "rus_Cyrl", "tur_Latn", "zho_Hans"}

# A kind of noise that a comment may name -> the role that such an article must then hold.
KINDS: dict[str, Role] = {
    "agency credit alone": "source",
    "agency in sentence": "body",
    "back to top": "chrome",
    "block quote": "quote",
    "body paragraph in English": "body",
    "breadcrumb": "chrome",
    "bulleted list": "body",
    "byline": "byline",
    "caption twice": "caption",
    "caption with (L-R) style": "caption",
    "clean": "body",
    "comment prompt": "comment prompt",
    "copyright": "disclaimer",
    "damaged letters": "body",
    "date with source and counter": "date",
    "date line": "date",
    "dateline alone": "dateline",
    "dateline in sentence": "body",
    "disclaimer": "disclaimer",
    "embedded tweet": "foreign",
    "empty source label": "source",
    "end mark": "end mark",
    "every paragraph repeated": "duplicate",
    "first-person speech running on": "body",
    "font size": "chrome",
    "glued link": "related",
    "hashtags": "keywords",
    "Hijri date line": "date",
    "invitation": "chrome",
    "ISO date line": "date",
    "Jalali date line": "date",
    "keywords": "keywords",
    "menu": "chrome",
    "near-duplicate with another number": "body",
    "news code": "chrome",
    "newsletter prompt": "chrome",
    "no title": "body",
    "obfuscated e-mail": "chrome",
    "phone number as content": "body",
    "photo credit": "caption",
    "read also, body resumes": "related",
    "read also with second article": "related",
    "related list at the end": "related",
    "reader comments": "comment prompt",
    "relative date line": "date",
    "share line": "chrome",
    "short article": "body",
    "short body paragraph": "body",
    "source line": "source",
    "subheading": "body",
    "title repeats in the lead": "title",
    "title with a date": "title",
    "trap: sentence that begins like a mark": "body",
    "whole article repeated": "duplicate",
}


def parts_of(block: dict[str, Any]) -> list[dict[str, str]]:
    parts: list[dict[str, str]] = block.get("parts") or [block]
    return parts


def lines_of(case: Case) -> list[str]:
    return ["".join(part["text"] for part in parts_of(block)) for block in case["blocks"]]


def labelled(case: Case) -> Iterator[tuple[str, str]]:
    for block in case["blocks"]:
        for part in parts_of(block):
            yield part["role"], part["text"]


def kinds_of(case: Case) -> list[str]:
    return str(case["comment"]).split("; ")


def test_there_are_enough_cases_in_every_main_language_and_each_has_its_own_name() -> None:
    count = Counter(case["lang"] for case in CASES)
    assert len(CASES) >= 48
    assert all(count[lang] >= 8 for lang in MAIN)
    assert len(set(NAMES)) == len(NAMES)
    for file in FILES:
        stated = {json.loads(line)["lang"] for line in file.read_text("utf-8").splitlines()}
        assert stated == {file.stem}
        assert languages.get(file.stem)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_case_is_well_formed(case: Case) -> None:
    pieces = list(labelled(case))
    assert {role for role, _ in pieces} <= set(get_args(Role))
    assert all(text.strip() for _, text in pieces)
    assert all(len(line.splitlines()) == 1 for line in lines_of(case))
    kept = "".join(text for role, text in pieces if role in KEPT)
    assert "".join("".join(case["sentences"]).split()) == "".join(kept.split())
    titles = [text for role, text in pieces if role == "title"]
    assert titles == ([case["metadata"]["title"]] if case["metadata"]["title"] else [])
    assert all(("related", title) in pieces for title in case["offered"])
    for name in ("publisher", "byline"):
        assert (case["metadata"].get(name) or "") in "\n".join(lines_of(case))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_case_holds_what_its_comment_names(case: Case) -> None:
    roles = Counter(role for role, _ in labelled(case))
    kinds = kinds_of(case)
    assert [kind for kind in kinds if not roles[KINDS[kind]]] == []
    assert roles.keys() - KEPT <= {KINDS[kind] for kind in kinds}
    assert ("clean" in kinds) <= (roles.keys() <= KEPT)
    assert ("no title" in kinds) == (not roles["title"])
    assert ("read also with second article" in kinds) == bool(case["offered"])
    assert ("glued link" in kinds) == any("parts" in block for block in case["blocks"])


def test_every_kind_of_noise_occurs_and_one_article_in_six_has_none() -> None:
    seen = Counter(kind for case in CASES for kind in kinds_of(case))
    assert seen.keys() == KINDS.keys()
    assert seen["clean"] * 6 >= len(CASES)


def test_a_duplicate_repeats_a_line_before_it() -> None:
    for case in CASES:
        lines = lines_of(case)
        for place, block in enumerate(case["blocks"]):
            if block.get("role") == "duplicate":
                assert lines[place] in lines[:place], case["id"]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}


def test_no_line_comes_from_the_articles_that_are_not_ours(shared: Path) -> None:
    texts = [path for suffix in ("txt", "src", "jsonl") for path in shared.rglob(f"*.{suffix}")]
    theirs = set().union(*(shingles(path.read_text("utf-8")) for path in texts))
    assert theirs
    assert [
        name
        for case, name in zip(CASES, NAMES, strict=True)
        if any(shingles(line) & theirs for line in lines_of(case))
    ] == []


# A Han character is a word: Chinese has no spaces to count by.
WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")


def words_of(texts: Iterator[str]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text))


def counted(lang: str) -> tuple[int, int, int]:
    """Words labelled title, body or quote; words kept; words that are both."""
    wanted, kept, both = 0, 0, 0
    for case in (case for case in CASES if case["lang"] == lang):
        label = words_of(text for role, text in labelled(case) if role in KEPT)
        article = read_article(Source("\n".join(lines_of(case)), name=case["id"]))
        found = words_of(block.original for block in article.blocks if block.kept)
        wanted += label.total()
        kept += found.total()
        both += (label & found).total()
    return wanted, kept, both


@pytest.mark.parametrize("lang", sorted({case["lang"] for case in CASES}))
def test_words_of_title_and_body_are_kept_and_few_others(lang: str) -> None:
    wanted, kept, both = counted(lang)
    assert both >= 0.99 * wanted
    assert both >= 0.97 * kept
