"""Detection against labelled sentences."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import languages
from workbench.evaluate.labelled import is_language, is_text, read
from workbench.evaluate.tables import ALL, aligned, counted, made_by, share

UNKNOWN = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One language: `und` counts as wrong, and `taken_for` has it among the wrong codes."""

    lang: str
    texts: int
    right: int
    und: int
    taken_for: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A row for each language by code, and `whole` over all texts."""

    rows: tuple[Row, ...]
    whole: Row
    signature: str

    @property
    def macro(self) -> float:
        """The mean of the languages' accuracies, each counting the same."""
        return sum(share(row.right, row.texts) for row in self.rows) / len(self.rows)

    def __str__(self) -> str:
        head = ("language", "texts", "right", "und")
        rows = (*self.rows, self.whole)
        lines = aligned([head, *(_cells(row) for row in rows)])
        mistakes = [f"{row.lang}: {counted(row.taken_for)}" for row in self.rows if row.taken_for]
        return "\n".join(
            (
                *lines,
                f"mean of the languages: {self.macro:.4f}",
                *(("taken for:", *(f"  {line}" for line in mistakes)) if mistakes else ()),
                f"signature: {self.signature}",
            )
        )


def detect(paths: Sequence[Path]) -> Report:
    """How often the language of a labelled text is told.

    One JSON object a line: `lang`, the codes that are right (one, or a list whose first names
    the row), and `text`. Refused, with its line: anything else.
    """
    data = read(paths, _RULES)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    right = Counter[str]()
    for entry in data.entries:
        accepted = _codes(entry.values["lang"])
        code = languages.detect(entry.values["text"]).code
        found[accepted[0]][accepted[0] if code in accepted else code] += 1
        right[accepted[0]] += code in accepted
    rows = tuple(_row(lang, found[lang], right[lang]) for lang in sorted(found))
    return Report(
        rows=rows,
        whole=_row(ALL, sum(found.values(), Counter[str]()), right.total()),
        signature=f"{made_by('detect', 'pycld2')} {data.signature} n:{len(data.entries)}",
    )


def _row(lang: str, found: Counter[str], right: int) -> Row:
    taken_for = {code: times for code, times in found.items() if code != lang}
    return Row(lang=lang, texts=found.total(), right=right, und=found[UNKNOWN], taken_for=taken_for)


def _cells(row: Row) -> tuple[str, ...]:
    shares = (f"{share(part, row.texts):.4f}" for part in (row.right, row.und))
    return (row.lang, str(row.texts), *shares)


def _codes(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _are_languages(value: Any) -> bool:
    return bool(value) and all(map(is_language, _codes(value)))


_RULES = {
    "lang": (_are_languages, "a FLORES code such as arb_Arab, or a list of such codes"),
    "text": (is_text, "the text whose language it is"),
}
