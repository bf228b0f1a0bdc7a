"""Statements of the briefing, each with how far and where it was found."""

from html import escape

from workbench.export import wording
from workbench.export.copying import copied_point
from workbench.page.render.acts import act, acts, copy, tick
from workbench.page.render.lines import direction, listed, sentence_links
from workbench.page.texts import briefing as texts
from workbench.records import Briefing, Statement


def together(statements: tuple[Statement, ...], target: str) -> str:
    """Statements that are one text."""
    said = wording.said(statements)
    return " ".join(f"{_text(one, target)}{grounds(one)}" for one in said)


def apart(statements: tuple[Statement, ...], target: str) -> str:
    """Statements as a list."""
    return listed(
        f"<p {direction(target)}>{_text(one, target)}{grounds(one)}</p>"
        for one in wording.said(statements)
    )


def points(whole: Briefing, *, entry: int, ticked: frozenset[str]) -> str:
    """The key points, numbered, each with what can be done to it."""
    said = direction(whole.target)
    return listed(
        (
            f'<div class="wb-point" data-editable><p {said}>{escape(point.text)}</p>'
            f'<div class="wb-under">{grounds(point)}{_acts(whole, number, entry, ticked)}</div>'
            "</div>"
            for number, point in enumerate(whole.briefing.points, start=1)
        ),
        "ol",
    )


def _text(statement: Statement, target: str) -> str:
    return f"<bdi {direction(target)}>{escape(statement.text)}</bdi>"


def grounds(statement: Statement) -> str:
    """In small letters, how far a statement was found and where."""
    found = wording.grounds(statement)
    doubted = statement.verdict not in (None, "supported")
    lead = f" {escape(found.lead)}" if found.lead else ""
    rest = "".join(f"; <bdi>{escape(words)}</bdi>" for words in found.rest)
    content = f"{lead}{sentence_links(found.sentences)}{rest}"
    style = "wb-grounds wb-doubted" if doubted else "wb-grounds"
    return f'<span class="{style}" dir="ltr">{content}</span>'


def _acts(whole: Briefing, number: int, entry: int, ticked: frozenset[str]) -> str:
    """What a reader can do with a key point."""
    point, last = whole.briefing.points[number - 1], len(whole.briefing.points)
    of = texts.POINT.format(number=number)
    return acts(
        act(texts.REWORD, "reword", of=of, point=number, edit=point.text, lang=whole.target),
        act(texts.UP, "move", of=of, disabled=number == 1, point=number, to=number - 1),
        act(texts.DOWN, "move", of=of, disabled=number == last, point=number, to=number + 1),
        act(texts.DROP, "drop", of=of, point=number),
        copy(texts.COPY, f"point-{number}", copied_point(whole, number), of=of),
        tick(texts.TICK, on=point.text in ticked, of=of, entry=entry, point=number),
    )
