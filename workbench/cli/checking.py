"""`check` and `support`: what is doubtful about translations, and what statements rest on."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.cli import sources
from workbench.cli.lines import is_standard_input, name_of, texts
from workbench.cli.output import harmless
from workbench.errors import InputError
from workbench.records import TO_CHECK, Finding

if TYPE_CHECKING:
    from workbench.evidence import Support

Row = tuple[Finding, ...]


def check(arguments: argparse.Namespace) -> int:
    """The findings on each pair of a file, by row."""
    from workbench import checks
    from workbench.ledger import not_run

    langs = {
        "source_lang": sources.code(arguments.from_),
        "target_lang": sources.code(arguments.to),
    }
    pairs = list(_pairs(arguments.pairs))
    rows = [checks.check(source, translation, **langs) for source, translation in pairs]
    if arguments.json:
        print(_json([{"findings": _plain(row)} for row in rows]))
    else:
        print("\n".join(_told(rows)))
    for name, reason in not_run(**langs).items():
        _beside(f"not run: {name}: {reason}", arguments.json)
    return 0


def _beside(line: str, json: bool) -> None:
    """A line that is no result: after those for a reader, apart from JSON."""
    print(f"workbench: {line}" if json else line, file=sys.stderr if json else sys.stdout)


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    """Source and translation of each line; any other number of tabs than one is refused."""
    for place, line in texts(file):
        source, *others = line.split("\t")
        if len(others) != 1:
            raise InputError(
                f"{place}: {len(others)} tabs; each line must be a source, one tab and its "
                "translation"
            )
        yield source, others[0]


def _told(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each finding, and one that counts the rows."""
    for number, row in enumerate(rows, start=1):
        for finding in row:
            yield f"{number:>5}  {finding.severity:6}  {finding.kind}: {harmless(finding.message)}"
    worst = Counter(_worst(row) for row in rows)
    to_check = sum(worst[severity] for severity in TO_CHECK)
    yield (
        f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} · "
        f"{to_check} to check (medium or high) · {worst['low']} with low findings alone"
    )


def _worst(row: Row) -> str | None:
    """The first finding's severity: `check` gives the gravest first."""
    return row[0].severity if row else None


def _plain(value: Any) -> Any:
    from workbench.export.json import plain

    return plain(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def support(arguments: argparse.Namespace) -> int:
    """What each statement of a file rests on among an article's sentences."""
    from workbench.evidence import Evidence, Passage

    if is_standard_input(arguments.article) and is_standard_input(arguments.statements):
        raise InputError(
            "standard input cannot be both the article and the statements; give a file for one"
        )
    sentences = [line for _, line in texts(arguments.article)]
    passages = [Passage(n, text) for n, text in enumerate(sentences, start=1) if text.strip()]
    if not passages:
        raise InputError(f"{name_of(arguments.article)} has no sentences; give one a line")
    evidence = Evidence(passages, lang=sources.code(arguments.lang))
    found = [(text, evidence.support(text)) for text in _statements(arguments.statements)]
    if arguments.json:
        print(_json([_support(statement) for _, statement in found]))
    else:
        for line in _lines_of_support(found):
            print(line)
    return 0


def _statements(file: Path) -> Iterator[str]:
    for place, line in texts(file):
        if not line.strip():
            raise InputError(f"{place}: an empty line; each line must be a statement")
        yield line


def _support(found: "Support") -> dict[str, Any]:
    return {
        "verdict": found.verdict,
        "support": _plain(found.sentences or _closest(found)),
        "unsupported": _plain(found.unsupported),
        "reasons": _plain(found.reasons),
    }


def _closest(found: "Support") -> tuple[int, ...]:
    """What is worded most like a statement that was not found, if anything is."""
    return () if found.nearest is None else (found.nearest,)


def _lines_of_support(found: Sequence[tuple[str, "Support"]]) -> Iterator[str]:
    for number, (text, support) in enumerate(found, start=1):
        lines = "".join(f" [{sentence}]" for sentence in support.sentences)
        if not support.sentences:
            lines = "".join(f" (closest: [{sentence}])" for sentence in _closest(support))
        yield f"{number:>5}  {support.verdict}{lines}  {harmless(text)}"
        yield from (f"       {harmless(reason)}" for reason in support.reasons)
