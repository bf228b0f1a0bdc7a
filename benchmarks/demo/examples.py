"""The bundled example articles, written in `examples.json` as patterns with chosen words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.demo.grammar import (
    PEOPLE,
    Aligned,
    Pattern,
    body_patterns,
    dateline,
    leads,
    render,
)
from benchmarks.demo.numbers import DRAWN, Digits, date_entry, money_entry, number_entry
from benchmarks.demo.vocabulary import Entry, entry, person, read_json

LANDS = frozenset({"A", "B", "C", "one", "two"})


@dataclass(frozen=True, slots=True)
class Example:
    """A bundled article: title, date line or none, lead and paragraphs of sentences."""

    name: str
    lang: str
    title: Aligned
    dateline: Aligned | None
    paragraphs: tuple[tuple[Aligned, ...], ...]
    summary: Aligned

    @property
    def units(self) -> tuple[Aligned, ...]:
        """Everything in it that has a translation, in order."""
        opening = (self.title, self.dateline) if self.dateline else (self.title,)
        return (*opening, *(part for paragraph in self.paragraphs for part in paragraph))

    def text(self, lang: str) -> str:
        """The article as a plain text file has it."""
        opening = [self.title.texts[lang]]
        opening += [self.dateline.texts[lang]] if self.dateline else []
        blocks = [" ".join(part.texts[lang] for part in block) for block in self.paragraphs]
        return "\n\n".join((*opening, *blocks)) + "\n"


def value(slot: str, written: Any, digits: Digits) -> Entry:
    """The entry that a slot's value in the file stands for.

    A person is written as country, office, first and last name; money as number, unit and
    currency; a date as day and month; anything else by its English form.
    """
    if slot in PEOPLE:
        kinds = ("country", "office", "first", "last")
        forms = {kind: entry(kind, form) for kind, form in zip(kinds, written, strict=True)}
        return person(**forms)
    if slot == "money":
        number, unit, currency = written
        return money_entry(number, unit, currency, digits)
    if slot == "date":
        return date_entry(written[0], entry("month", written[1]), digits)
    if slot in DRAWN:
        return number_entry(written, digits)
    return entry("country" if slot in LANDS else slot.rstrip("2"), written)


def sentence(pattern: Pattern, written: Mapping[str, Any], digits: Digits) -> Aligned:
    """A pattern rendered with the values as the file has them."""
    return render(pattern, {slot: value(slot, written[slot], digits) for slot in written})


def _example(data: Mapping[str, Any]) -> Example:
    digits = Digits(fa=data["own_digits"], ar=data["own_digits"])
    patterns = {pattern.name: pattern for pattern in body_patterns()}
    cast: dict[str, Any] = data["cast"]
    opening = next(lead for lead in leads() if lead.lead.name == data["lead"])
    patterns[opening.lead.name] = opening.lead

    def made(name: str, words: dict[str, Any]) -> Aligned:
        return sentence(patterns[name], cast | words, digits)

    one, two = sorted((cast["A"], cast["B"]))
    first = cast | data["words"] | {"one": one, "two": two}
    published = data.get("published")
    body: Sequence[Any] = data["paragraphs"]
    return Example(
        name=data["name"],
        lang=data["lang"],
        title=sentence(opening.title, first, digits),
        dateline=sentence(dateline(), published, digits) if published else None,
        paragraphs=(
            (sentence(opening.lead, first, digits),),
            *(tuple(made(name, words) for name, words in block) for block in body),
        ),
        summary=sentence(opening.summary, first, digits),
    )


@cache
def examples() -> tuple[Example, ...]:
    """The bundled articles."""
    return tuple(map(_example, read_json("examples.json")))


def write_examples(folder: Path) -> None:
    """One text file for each article, in its own language."""
    folder.mkdir(parents=True, exist_ok=True)
    for example in examples():
        path = folder / f"{example.name}.{example.lang}.txt"
        path.write_text(example.text(example.lang), encoding="utf-8")
