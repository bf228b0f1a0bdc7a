"""The checks on clean translations and on the same made wrong."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.checks import check
from workbench.evaluate.corruptions import CORRUPTIONS, OTHER, Clean, corrupted
from workbench.evaluate.labelled import LANGUAGE, is_text, read
from workbench.evaluate.tables import ALL, aligned, counted, made_by, share
from workbench.records import Finding

CLEAN = "clean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Of `pairs` in one state: with an open finding, with any; and by kind, how many have such."""

    state: str
    pairs: int
    to_check: int
    any: int
    kinds_to_check: Mapping[str, int]
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Rows by language: the clean pairs first, then each corruption. `speed` is clean pairs a
    second on one core, once and when all is warm.
    """

    rows: Mapping[str, tuple[Row, ...]]
    speed: tuple[float, float]
    signature: str

    def __str__(self) -> str:
        lines = (line for lang in self.rows for line in (*_table(lang, self.rows[lang]), ""))
        first, warm = self.speed
        speed = f"clean pairs a second of processor time: {first:,.0f} at first, {warm:,.0f} warm"
        return "\n".join((*lines, speed, f"signature: {self.signature}"))


def checks(paths: Sequence[Path]) -> Report:
    """How many clean translations have findings, and how many that are made wrong.

    One JSON object a line: `lang` and `target` (FLORES codes), `source`, `translation`. Refused,
    with its line: anything else.
    """
    pairs, data = read_pairs(paths)
    begun = time.process_time()
    clean = [_check(pair, pair.translation) for pair in pairs]
    first = time.process_time() - begun
    states = defaultdict[str, dict[str, list[tuple[Finding, ...]]]](lambda: defaultdict(list))
    for name, pair, found in (
        *((CLEAN, pair, found) for pair, found in zip(pairs, clean, strict=True)),
        *((name, pair, _check(pair, wrong)) for name, pair, wrong in corrupted(pairs)),
    ):
        for lang in (pair.lang, ALL):
            states[lang][name].append(found)
    return Report(
        rows={lang: tuple(_rows(states[lang])) for lang in sorted(states)},
        speed=(len(pairs) / first, len(pairs) / _seconds(pairs)),
        signature=f"{made_by('checks')} {data} n:{len(pairs)}",
    )


def read_pairs(paths: Sequence[Path]) -> tuple[list[Clean], str]:
    """The labelled pairs, and the signature of their files."""
    data = read(paths, _RULES)
    pairs = [Clean(**{key: entry.values[key] for key in _RULES}) for entry in data.entries]
    return pairs, data.signature


_RULES = {
    "lang": LANGUAGE,
    "target": LANGUAGE,
    "source": (is_text, "the sentence that was translated"),
    "translation": (is_text, "a translation that is right"),
}


def _check(pair: Clean, translation: str) -> tuple[Finding, ...]:
    return check(pair.source, translation, source_lang=pair.lang, target_lang=pair.target)


def _seconds(pairs: Sequence[Clean]) -> float:
    begun = time.process_time()
    for pair in pairs:
        _check(pair, pair.translation)
    return time.process_time() - begun


def _rows(states: Mapping[str, Sequence[tuple[Finding, ...]]]) -> Iterator[Row]:
    for state in (CLEAN, *CORRUPTIONS, OTHER):
        if found := states.get(state):
            grave = [tuple(finding for finding in one if finding.open) for one in found]
            yield Row(
                state=state,
                pairs=len(found),
                to_check=sum(map(bool, grave)),
                any=sum(map(bool, found)),
                kinds_to_check=_kinds(grave),
                kinds=_kinds(found),
            )


def _kinds(found: Sequence[Sequence[Finding]]) -> Counter[str]:
    return Counter(kind for one in found for kind in {finding.kind for finding in one})


def _table(lang: str, rows: Sequence[Row]) -> list[str]:
    cells = [
        (
            row.state,
            str(row.pairs),
            f"{share(row.to_check, row.pairs):.4f}",
            f"{share(row.any, row.pairs):.4f}",
        )
        for row in rows
    ]
    clean = rows[0]
    lines = aligned([(lang, "pairs", "to check", "any"), *cells])
    return [
        *lines,
        f"clean ones to check: {counted(clean.kinds_to_check) or 'none'}",
        f"clean ones with any: {counted(clean.kinds) or 'none'}",
    ]
