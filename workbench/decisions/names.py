"""Names that a person gave one spelling."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from workbench import glossary
from workbench.decisions.asked import MOST_IN_NAME, written
from workbench.decisions.checking import rechecked
from workbench.decisions.matching import evidence_of
from workbench.decisions.recording import recorded
from workbench.errors import InputError
from workbench.records import Briefing, Name, Spelling, Statement, Term, TranslatedSentence
from workbench.statements import judged


def pin(briefing: Briefing, name: str, spelling: str, *, at: datetime | None = None) -> Briefing:
    """The briefing with one spelling of a name of its article in all rows and statements.

    `name` is as the source writes it. Its short forms, or the full name that it is short for, get
    their part of the spelling.
    """
    named = next((known for known in briefing.names if known.source == name), None)
    if named is None:
        raise InputError(f"there is no name “{name}” in this article; take one of its `names`")
    line = written(
        spelling, what="a spelling", most=MOST_IN_NAME, instead="write the name as it is to be"
    )
    pins = glossary.pin(briefing.names, name, line, lang=briefing.article.language.code)
    respelt = _respelt(briefing, pins)
    after = _in_statements(rechecked(briefing, respelt, pins=pins), briefing.names, pins)
    return recorded(
        briefing,
        after,
        "pinned",
        ", ".join(way.text for way in named.spellings),
        line,
        sentences=tuple(row.id for row in respelt),
        at=at,
    )


def spelt_as_pinned(
    briefing: Briefing, row: TranslatedSentence
) -> tuple[TranslatedSentence, tuple[Term, ...]]:
    """A row that comes into the briefing, with the spellings that a person gave its names, and
    what they are: short forms that only this row has get their part.
    """
    lang = briefing.article.language.code
    agreed = {use.term.source for use in briefing.terms}
    pinned = [
        Term(name.source, name.pinned, lang)
        for name in briefing.names
        if name.pinned and name.source not in agreed
    ]
    if not pinned:
        return row, ()
    rows = [row if other.id == row.id else other for other in briefing.sentences]
    names = glossary.register(rows, target=briefing.target).names
    joined = (glossary.pin(names, one.source, one.target, lang=lang) for one in pinned)
    pins = tuple({term.source: term for term in chain(*joined, pinned)}.values())
    texts = glossary.respelt(rows, pins, target=briefing.target)
    return replace(row, translation=texts.get(row.id, row.translation)), pins


def _respelt(briefing: Briefing, pins: Sequence[Term]) -> list[TranslatedSentence]:
    """The rows whose translations spell a pinned name in another way, with the pinned one."""
    rows = briefing.sentences
    texts = glossary.respelt(rows, pins, target=briefing.target)
    return [replace(row, translation=texts[row.id]) for row in rows if row.id in texts]


def _in_statements(briefing: Briefing, names: Sequence[Name], pins: Sequence[Term]) -> Briefing:
    """The briefing with the names respelt in statements that rest on rows which spelt them so."""
    evidence, digest = evidence_of(briefing), briefing.briefing
    pinned = _spellings(briefing, names, pins)

    def respelt(statement: Statement) -> Statement:
        text = _exchanged(statement, pinned)
        if text == statement.text:
            return statement
        return judged(replace(statement, text=text, edited=True), evidence)

    statements = tuple(map(respelt, digest.statements))
    return replace(
        briefing,
        briefing=replace(
            digest,
            statements=statements,
            summary=" ".join(one.text for one in statements) if statements else digest.summary,
            also=tuple(map(respelt, digest.also)),
            points=tuple(map(respelt, digest.points)),
        ),
    )


def _spellings(
    briefing: Briefing, names: Sequence[Name], pins: Sequence[Term]
) -> Mapping[Spelling, str]:
    """What each spelling of the article becomes; a country's people keeps its own."""
    wanted = {term.source: term.target for term in pins}
    return {
        way: way.text
        if glossary.is_people(way.text, lang=briefing.target)
        else wanted.get(name.source, way.text)
        for name in names
        for way in name.spellings
    }


def _exchanged(statement: Statement, pinned: Mapping[Spelling, str]) -> str:
    """The statement's text with the pinned spellings; a longer name that has a word stays whole."""
    sentences = set(statement.sentences)
    spellings = {
        way.text: pin for way, pin in pinned.items() if not sentences.isdisjoint(way.sentences)
    }
    if not spellings:
        return statement.text
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, lambda found: spellings[found[0]], statement.text)
