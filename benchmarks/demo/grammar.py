"""Patterns filled with words: one sentence in three languages.

A sentence's combination is its pattern with the words in its slots, numbers left out. A
checksum of the combination reserves one in ten of all combinations for testing: no training
sentence has one of them, whatever the seed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from zlib import crc32

from benchmarks.demo.numbers import DRAWN, Digits, draw_digits
from benchmarks.demo.vocabulary import LANGS, Entry, person, read_json, vocabulary

SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?(?:\?([^|}]*)\|([^}]*))?\}")
RESERVED = 10
PEOPLE = frozenset("PQRX")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with slots `{name}`, `{name.form}` or, by gender, `{name?his|her}`."""

    name: str
    templates: Mapping[str, str]
    speaker: bool = False
    pronoun: bool = False
    """`speaker`: ends with one person speaking; `pronoun`: opens with that person as "he"."""

    @property
    def slots(self) -> tuple[str, ...]:
        """Names of the slots, in the order of the English sentence."""
        return _slots(self.templates["en"], self.templates["ar"])


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead pattern with the title and the summary that belong to it."""

    lead: Pattern
    title: Pattern
    summary: Pattern


@dataclass(frozen=True, slots=True)
class Aligned:
    """One sentence of the grammar in all its languages, keyed by FLORES code."""

    pattern: str
    combination: str
    texts: Mapping[str, str]

    @property
    def held_out(self) -> bool:
        """Whether the combination is one that training never sees."""
        return is_reserved(self.combination)


@cache
def _slots(*templates: str) -> tuple[str, ...]:
    found = (match.group(1) for template in templates for match in SLOT.finditer(template))
    return tuple(dict.fromkeys(found))


def _pattern(name: str, data: Mapping[str, str], **marks: bool) -> Pattern:
    return Pattern(name, {lang: data[lang] for lang in LANGS}, **marks)


@cache
def leads() -> tuple[Lead, ...]:
    """The lead patterns."""
    return tuple(
        Lead(
            _pattern(data["id"], data, speaker=data.get("speaker", False)),
            _pattern(f"{data['id']}.title", data["title"]),
            _pattern(f"{data['id']}.summary", data["summary"]),
        )
        for data in read_json("patterns.json")["leads"]
    )


@cache
def body_patterns() -> tuple[Pattern, ...]:
    """The patterns of all other sentences."""
    return tuple(
        _pattern(
            data["id"],
            data,
            speaker=data.get("speaker", False),
            pronoun=data.get("pronoun", False),
        )
        for data in read_json("patterns.json")["body"]
    )


@cache
def dateline() -> Pattern:
    """The pattern of the line that gives the publication date."""
    return _pattern("dateline", read_json("patterns.json")["dateline"])


def is_reserved(combination: str) -> bool:
    """Whether a combination belongs to the tenth kept for testing."""
    return crc32(combination.encode()) % RESERVED == 0


def draw_person(rng: Random, country: Entry) -> Entry:
    """An official of a country."""
    words = vocabulary()
    return person(
        first=rng.choice(words["first"]),
        last=rng.choice(words["last"]),
        office=rng.choice(words["office"]),
        country=country,
    )


@dataclass(frozen=True, slots=True)
class Story:
    """What the sentences of an article share: P of country A, Q of B, R of a third one."""

    digits: Digits
    shared: Mapping[str, Entry]

    def draw(self, slot: str, rng: Random) -> Entry:
        """A value for a slot; words that the story knows come back half of the time."""
        if slot in self.shared and (slot in "PQRAB" or rng.random() < 0.5):
            return self.shared[slot]
        if slot == "C":
            return rng.choice([c for c in vocabulary()["country"] if c != self.shared["A"]])
        if slot == "X":
            return draw_person(rng, self.shared["A"])
        if slot in DRAWN:
            return DRAWN[slot](rng, self.digits)
        return rng.choice(vocabulary()[slot.rstrip("2")])


def draw_story(rng: Random) -> Story:
    """People of three countries, and a few words that the article will come back to."""
    home, other, third = rng.sample(vocabulary()["country"], 3)
    shared = {"A": home, "B": other, "C": third}
    shared |= {
        who: draw_person(rng, land) for who, land in zip("PQR", (home, other, third), strict=True)
    }
    for slot in ("topic", "project", "goods", "city", "day", "agency", "outcome"):
        shared[slot] = rng.choice(vocabulary()[slot])
    return Story(draw_digits(rng), shared)


def draw_values(pattern: Pattern, story: Story, rng: Random) -> dict[str, Entry]:
    """A value for every slot of a pattern; paired slots never get the same one twice."""
    values: dict[str, Entry] = {}
    for slot in pattern.slots:
        value = story.draw(slot, rng)
        while slot.endswith("2") and value == values[slot[:-1]]:
            value = story.draw(slot, rng)
        values[slot] = value
    return values


def combination(pattern: Pattern, values: Mapping[str, Entry]) -> str:
    """Pattern and words, numbers left out."""
    words = (
        values[slot]["en_name" if slot == "X" else "en"]
        for slot in pattern.slots
        if slot not in DRAWN
    )
    return "|".join((pattern.name, *words))


def _fill(template: str, lang: str, values: Mapping[str, Entry]) -> str:
    def form(match: re.Match[str]) -> str:
        slot, form, masculine, feminine = match.groups()
        value = values[slot]
        if masculine is not None:
            return str(masculine if value["gender"] == "m" else feminine)
        return value[f"{lang}_{form}"] if form else value[lang]

    return SLOT.sub(form, template)


def render(pattern: Pattern, values: Mapping[str, Entry]) -> Aligned:
    """The sentence in all languages."""
    texts = {code: _fill(pattern.templates[lang], lang, values) for lang, code in LANGS.items()}
    english = texts["eng_Latn"]
    texts["eng_Latn"] = english[0].upper() + english[1:]
    return Aligned(pattern.name, combination(pattern, values), texts)
