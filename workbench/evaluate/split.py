"""Sentence ends against labelled sentences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from workbench.evaluate.labelled import LANGUAGE, is_text, read
from workbench.evaluate.tables import ALL, aligned, made_by, share
from workbench.records import Block
from workbench.split import split as split_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sentence ends of one language; `changed` counts texts of which splitting lost a letter."""

    lang: str
    texts: int
    labelled: int
    found: int
    right: int
    changed: int

    @property
    def precision(self) -> float:
        return share(self.right, self.found)

    @property
    def recall(self) -> float:
        return share(self.right, self.labelled)

    @property
    def f1(self) -> float:
        return share(2 * self.right, self.labelled + self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A row for each language by code, and `whole` over all texts."""

    rows: tuple[Row, ...]
    whole: Row
    signature: str

    def __str__(self) -> str:
        head = ("language", "texts", "ends", "precision", "recall", "F1", "texts changed")
        rows = (*self.rows, self.whole)
        lines = aligned([head, *(_cells(row) for row in rows)])
        return "\n".join((*lines, f"signature: {self.signature}"))


def split(paths: Sequence[Path]) -> Report:
    """How well sentence ends are found in sentences joined by a space.

    One JSON object a line: `lang`, a FLORES code, and `sentences`, in order. The end of the text
    is one of the ends. Refused, with its line: anything else.
    """
    data = read(paths, _RULES)
    measured: defaultdict[str, list[Row]] = defaultdict(list)
    for entry in data.entries:
        lang = entry.values["lang"]
        measured[lang].append(_measure(lang, [text.strip() for text in entry.values["sentences"]]))
    rows = tuple(_sum(lang, measured[lang]) for lang in sorted(measured))
    return Report(
        rows=rows,
        whole=_sum(ALL, rows),
        signature=f"{made_by('split')} {data.signature} n:{len(data.entries)}",
    )


def _measure(lang: str, sentences: Sequence[str]) -> Row:
    text = " ".join(sentences)
    labelled = {end - 1 for end in accumulate(len(sentence) + 1 for sentence in sentences)}
    found = split_blocks([Block(id=1, text=text, original=text, language=lang)])
    ends = {sentence.end for sentence in found}
    kept = "".join(text[sentence.start : sentence.end] for sentence in found)
    return Row(
        lang=lang,
        texts=1,
        labelled=len(labelled),
        found=len(ends),
        right=len(labelled & ends),
        changed="".join(kept.split()) != "".join(text.split())
        or any(sentence.source != text[sentence.start : sentence.end] for sentence in found),
    )


def _sum(lang: str, rows: Iterable[Row]) -> Row:
    rows = tuple(rows)
    return Row(
        lang=lang,
        texts=sum(row.texts for row in rows),
        labelled=sum(row.labelled for row in rows),
        found=sum(row.found for row in rows),
        right=sum(row.right for row in rows),
        changed=sum(row.changed for row in rows),
    )


def _cells(row: Row) -> tuple[str, ...]:
    shares = (f"{value:.4f}" for value in (row.precision, row.recall, row.f1))
    return (row.lang, str(row.texts), str(row.labelled), *shares, str(row.changed))


def _some_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_text, value))


_RULES = {
    "lang": LANGUAGE,
    "sentences": (_some_texts, "a list of sentences, none of them empty"),
}
