"""A glossary file into terms, and every broken row told."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from workbench.errors import InputError, LanguageError
from workbench.glossary.rows import Row, rows_of, shown
from workbench.languages import find as find_language
from workbench.records import Term
from workbench.words import unify

MAX_TOLD = 20  # broken rows of one file that are told each
LONGEST = {"source": 100, "target": 100, "note": 500}  # code points
# Controls, marks of direction, whatever is not seen: but ZWNJ and ZWJ are letters of their words.
STRANGE = regex.compile(
    r"(?<![\p{L}\p{M}])[\u200c\u200d]|[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]--[\u200c\u200d]]", regex.V1
)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Agreed terms in the order of the file, and a line for each row that is no term."""

    terms: tuple[Term, ...]
    faults: tuple[str, ...] = ()

    def told(self, path: Path) -> str:
        """The rows that were skipped, for the one who asked to skip them."""
        count = _counted(self.faults)
        return "\n".join([f"{path}: used without {count}", *_told(self.faults)])


def read(path: Path, *, skip_broken: bool = False) -> Glossary:
    """The terms of a table or YAML file with source, target, lang and note.

    An empty `lang` is any source language. A broken row is an InputError that names every one;
    with `skip_broken` the other rows are used and the faults come with them.
    """
    terms: dict[tuple[str, str], tuple[Term, str]] = {}
    faults: list[str] = []
    for row in rows_of(path):
        try:
            term = _term(row)
            _add(term, row.place, terms)
        except _BrokenRow as broken:
            faults.append(f"{row.place}: {broken}")
    if faults and not skip_broken:
        raise InputError(_refusal(path, faults))
    if not terms:
        raise InputError("\n".join([f"{path}: no terms", *_told(faults)]))
    return Glossary(tuple(term for term, _ in terms.values()), tuple(faults))


class _BrokenRow(Exception):  # noqa: N818 (becomes a fault, never leaves this file)
    """What is wrong with one row."""


def _term(row: Row) -> Term:
    if row.fault:
        raise _BrokenRow(row.fault)
    cells = {column: " ".join(row.cells.get(column, "").split(" ")) for column in LONGEST}
    for column, text in cells.items():
        _refuse(column, text)
    for column in ("source", "target"):
        if not any(map(str.isalnum, cells[column])):
            raise _BrokenRow(
                f"the {column} {shown(cells[column])} has neither letters nor digits"
                if cells[column]
                else f"the {column} is missing"
            )
    return Term(cells["source"], cells["target"], _lang(row.cells.get("lang", "")), cells["note"])


def _refuse(column: str, text: str) -> None:
    if len(text) > LONGEST[column]:
        raise _BrokenRow(
            f"the {column} has {len(text):,} characters, at most {LONGEST[column]} are allowed"
        )
    strange = STRANGE.search(text)
    if strange:
        name = "a line break" if strange[0] in "\r\n\u2028\u2029" else f"U+{ord(strange[0]):04X}"
        raise _BrokenRow(f"the {column} holds {name}; a text is one line of plain characters")


def _lang(name: str) -> str:
    if not name:
        return ""
    try:
        return find_language(name).code
    except LanguageError as error:
        raise _BrokenRow(str(error)) from error


def _add(term: Term, place: str, terms: dict[tuple[str, str], tuple[Term, str]]) -> None:
    """Keeps a term; said twice it is one, said with another target it is a fault."""
    key = (unify(term.source), term.lang)
    first, where = terms.setdefault(key, (term, place))
    if first.target != term.target:
        raise _BrokenRow(
            f"'{term.source}' is to be '{term.target}' here and '{first.target}' in {where}; "
            "keep one of them"
        )


def _refusal(path: Path, faults: Sequence[str]) -> str:
    advice = "mend the file, or use the other rows alone (--skip-broken-rows)"
    return "\n".join([f"{path}: {_counted(faults)}; {advice}", *_told(faults)])


def _counted(faults: Sequence[str]) -> str:
    return "1 broken row" if len(faults) == 1 else f"{len(faults):,} broken rows"


def _told(faults: Sequence[str]) -> list[str]:
    more = [f"and {len(faults) - MAX_TOLD:,} more"] if len(faults) > MAX_TOLD else []
    return [*faults[:MAX_TOLD], *more]
