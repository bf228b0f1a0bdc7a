"""ZWNJ put back into Persian words that lost it, where the word can be no other."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

ZWNJ = "\u200c"
SHORTEST = 5  # letters of a word whose ending is told without the tables
LANGUAGES = frozenset({"pes_Arab", "prs_Arab"})
UNJOINED = tuple("اآدذرزژوء")
"""Letters that do not join the next one: no ZWNJ is written behind them."""
WORD = re.compile("[\u0621-\u064a\u066e-\u06d3]+")


def restore_joiners(text: str, lang: str) -> str:
    """The text with the ZWNJ of each word that is in the tables without it."""
    if lang not in LANGUAGES:
        return text
    return WORD.sub(lambda match: restored(match[0]), text)


def restored(word: str) -> str:
    """A word with its ZWNJ: from the tables, or before an ending that nothing else has."""
    known = joined().get(word)
    if known or len(word) < SHORTEST or word.endswith(tuple(tables()["never"])):
        return known or word
    for ending in tables()["free endings"]:
        stem = word.removesuffix(ending)
        if ending == "ههای":
            stem += "ه" * (stem != word)
        if stem != word and len(stem) > 2 and not stem.endswith(UNJOINED):
            return f"{stem}{ZWNJ}{word[len(stem) :]}"
    return word


@cache
def joined() -> Mapping[str, str]:
    """Words as they stand without ZWNJ, and with it; none that could be two words."""
    table = tables()
    made = dict[str, set[str]]()
    for word in (*verbs(table), *nouns(table), *compounds(table)):
        made.setdefault(word.replace(ZWNJ, ""), set()).add(word)
    certain = {
        bare: min(words)
        for bare, words in made.items()
        if len(words) == 1 and bare not in table["never"]
    }
    return {bare: word for bare, word in certain.items() if bare != word}


def verbs(table: Mapping[str, Any]) -> Iterator[str]:
    present = [stem + end for stem in table["present"] for end in table["present endings"]]
    past = [stem + end for stem in table["past"] for end in table["past endings"]]
    for form in (*present, *past):
        yield f"می{ZWNJ}{form}"
        yield f"نمی{ZWNJ}{form}"
    yield from table["present forms"]
    for stem in table["past"]:
        for end in table["perfect endings"]:
            yield f"{stem}ه{ZWNJ}{end}"
            yield f"ن{stem}ه{ZWNJ}{end}"


def nouns(table: Mapping[str, Any]) -> Iterator[str]:
    for noun in table["nouns"]:
        if not noun.endswith(UNJOINED):
            yield from (f"{noun}{ZWNJ}{end}" for end in table["plural endings"])
    for noun in table["before ای"]:
        yield f"{noun}{ZWNJ}ای"


def compounds(table: Mapping[str, Any]) -> Iterator[str]:
    for word in table["compounds"]:
        yield word
        yield f"{word}ی"
        link = "" if word.endswith(UNJOINED) else ZWNJ
        yield from (f"{word}{link}{end}" for end in table["plural endings"])


@cache
def tables() -> Mapping[str, Any]:
    return tomllib.loads(files("workbench.clean").joinpath("joiners.toml").read_text("utf-8"))
