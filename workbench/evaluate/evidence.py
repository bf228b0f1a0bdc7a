"""Statements against the article they are true of, against another, and altered."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.evaluate.corruptions import (
    Clean,
    Corruption,
    chance,
    country_exchanged,
    digits_altered,
    person_exchanged,
    words_altered,
)
from workbench.evaluate.labelled import LANGUAGE, Entry, is_text, read
from workbench.evaluate.tables import aligned, made_by
from workbench.evidence import Evidence, Passage

_WORD = re.compile(r"\w+")
FIRST = "true: the right sentence first"
FOUND = "true: not called not found"
SUPPORTED = "true: supported"
REFUSED = "of another article: not found"
NUMBER = "a number altered: partly, and it is named"
NAME = "a name altered: partly, and it is named"
_ALTERATIONS: Mapping[str, Sequence[Corruption]] = {
    NUMBER: (digits_altered, words_altered),
    NAME: (country_exchanged, person_exchanged),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """By what should be, how often it was, and of how many."""

    right: Mapping[str, int]
    of: Mapping[str, int]
    signature: str

    def __str__(self) -> str:
        head = ("statements", "number", "share")
        rows = [(what, str(n), f"{self.right[what] / n:.4f}") for what, n in self.of.items()]
        return "\n".join((*aligned([head, *rows]), f"signature: {self.signature}"))


def evidence(path: Path) -> Report:
    """How often statements are traced to their sentence, and refused where they have none.

    One JSON object a line, an article: `lang`, `sentences`, `statements` (objects of `text` and
    the number of its `sentence`, from 1), `foreign` (texts of other articles). Refused, with its
    line: anything else.
    """
    data = read([path], _RULES)
    right, of = Counter[str](), Counter[str]()
    for entry in data.entries:
        _refuse_loose(entry)
        for what, so in _outcomes(entry.values):
            of[what] += 1
            right[what] += so
    signature = f"{made_by('evidence')} {data.signature} n:{of[FIRST]}+{of[REFUSED]}"
    return Report(right=right, of=of, signature=signature)


def _refuse_loose(entry: Entry) -> None:
    most = len(entry.values["sentences"])
    for statement in entry.values["statements"]:
        if statement["sentence"] > most:
            raise InputError(
                f"{entry.place}: statements must be of sentences 1 to {most}, "
                f"not {statement['sentence']}"
            )


def _outcomes(article: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """For each thing that should be of each statement, whether it is."""
    lang, sentences = article["lang"], article["sentences"]
    passages = [Passage(number, text) for number, text in enumerate(sentences, start=1)]
    known = Evidence(passages, lang=lang)
    for statement in article["statements"]:
        text, number = statement["text"], statement["sentence"]
        found = known.support(text)
        yield FIRST, found.nearest == number
        yield FOUND, found.verdict != "not found"
        yield SUPPORTED, found.verdict == "supported"
        pair = Clean(lang, lang, sentences[number - 1], text)
        for what, ways in _ALTERATIONS.items():
            for make in ways:
                if wrong := make(pair, chance(what, pair)):
                    yield what, _is_named(known, wrong, text)
    for text in article["foreign"]:
        yield REFUSED, known.support(text).verdict == "not found"


def _is_named(known: Evidence, wrong: str, text: str) -> bool:
    """Whether an altered statement is partly found, and what was put into it is named.

    A piece may be more than the word, or the number in it: "A5GP", 5.
    """
    found = known.support(wrong)
    put = set(_WORD.findall(wrong)) - set(_WORD.findall(text))
    named = [word for piece in found.unsupported for word in _WORD.findall(piece)]
    return found.verdict == "partly" and all(
        any(word in one or one in word for one in named) for word in put
    )


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def _are_statements(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and is_text(each.get("text")) and _is_number(each.get("sentence"))
        for each in value
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


_RULES = {
    "lang": LANGUAGE,
    "sentences": (lambda value: bool(value) and _are_texts(value), "a list of texts, one at least"),
    "statements": (_are_statements, "a list of objects with text and the number of its sentence"),
    "foreign": (_are_texts, "a list of texts of other articles"),
}
