"""What a person wants said, in which order and in which words."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from workbench.decisions.asked import MOST_CHARACTERS, numbered, row_of, written
from workbench.decisions.matching import evidence_of, shown
from workbench.decisions.recording import recorded
from workbench.errors import InputError
from workbench.records import Briefing, Statement
from workbench.statements import judged

Part = Literal["points", "statements", "also"]
PARTS: dict[Part, tuple[str, str]] = {
    "points": ("point", "the briefing"),
    "statements": ("statement", "the summary"),
    "also": ("statement", "the section “Also”"),
}


def drop_point(briefing: Briefing, point: int, *, at: datetime | None = None) -> Briefing:
    """The briefing without a key point."""
    dropped = _statement(briefing, "points", point)
    points = list(briefing.briefing.points)
    del points[point - 1]
    after = _with(briefing, "points", points)
    return recorded(briefing, after, "dropped", dropped.text, sentences=dropped.sentences, at=at)


def move_point(briefing: Briefing, point: int, *, to: int, at: datetime | None = None) -> Briefing:
    """The briefing with a key point at another place among them."""
    moved = _statement(briefing, "points", point)
    _statement(briefing, "points", to)
    points = list(briefing.briefing.points)
    points.insert(to - 1, points.pop(point - 1))
    after = _with(briefing, "points", points)
    return recorded(
        briefing, after, "moved", moved.text, moved.text, sentences=moved.sentences, at=at
    )


def reword(
    briefing: Briefing, number: int, text: str, *, part: Part = "points", at: datetime | None = None
) -> Briefing:
    """The briefing with a point or statement in a person's words, looked up in the article."""
    what, _ = _told(part)
    old = _statement(briefing, part, number)
    instead = "to be rid of it, drop it" if part == "points" else "give it some"
    line = written(text, what=f"a {what}", most=MOST_CHARACTERS, instead=instead)
    if line == old.text:
        return briefing
    new = judged(Statement(line, (), edited=True), evidence_of(briefing))
    changed = list(getattr(briefing.briefing, part))
    changed[number - 1] = new
    return recorded(
        briefing,
        _with(briefing, part, changed),
        "reworded",
        old.text,
        line,
        sentences=new.sentences,
        at=at,
    )


def add_row(briefing: Briefing, sentence: int, *, at: datetime | None = None) -> Briefing:
    """The briefing with a sentence of the article as its last key point."""
    row = row_of(briefing, sentence)
    text = shown(briefing, row)
    if not text:
        raise InputError(f"sentence {sentence} has no translation that could be a point")
    points = briefing.briefing.points
    same = next((n for n, point in enumerate(points, start=1) if point.text == text), None)
    if same:
        raise InputError(f"sentence {sentence} is point {same} already")
    added = judged(Statement(text, (sentence,), edited=True), evidence_of(briefing))
    after = _with(briefing, "points", [*points, added])
    return recorded(briefing, after, "added", "", text, sentences=(sentence,), at=at)


def _told(part: Part) -> tuple[str, str]:
    """What a part of the briefing is made of, and what it is called."""
    if part not in tuple(PARTS):
        raise InputError(f"there is no part {part!r}; the parts are {', '.join(PARTS)}")
    return PARTS[part]


def _statement(briefing: Briefing, part: Part, number: int) -> Statement:
    what, where = _told(part)
    statements: tuple[Statement, ...] = getattr(briefing.briefing, part)
    return numbered(statements, number, what=what, where=where)


def _with(briefing: Briefing, part: Part, statements: list[Statement]) -> Briefing:
    """The briefing with other statements in one of its parts; what a person wrote is no quote."""
    said = tuple(statements)
    match part:
        case "points":
            digest = replace(briefing.briefing, points=said)
        case "also":
            digest = replace(briefing.briefing, also=said)
        case "statements":
            text = " ".join(statement.text for statement in said)
            digest = replace(briefing.briefing, statements=said, summary=text, from_article=False)
    return replace(briefing, briefing=digest)
