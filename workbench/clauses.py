"""Cutting a sentence that is too long for a model, at the least harmful places."""

from collections.abc import Callable

from workbench.records import Engine

# Where to cut, best first: after a mark that closes a clause, after a comma, at any space.
_CUTS = (";؛:；", ",،、，", " \t\n\u00a0")


def parts_of(text: str, engine: Engine, *, lang: str, limit: int) -> list[str]:
    """`text` whole when it is at most `limit` tokens, else cut at clause marks until it is."""

    def fits(part: str) -> bool:
        return engine.count([part], source=lang)[0] <= limit

    return cut(text, fits=fits)


def cut(text: str, *, fits: Callable[[str], bool]) -> list[str]:
    """`text` in parts that each fit, in order, losing nothing but the spaces between them.

    Halves at the best mark nearest the middle, again and again; a part without any place to cut
    is halved where it stands.

    >>> cut("one two; three four, five", fits=lambda part: len(part) <= 12)
    ['one two;', 'three four,', 'five']
    """
    text = text.strip()
    if len(text) < 2 or fits(text):
        return [text] if text else []
    place = _place(text)
    return cut(text[:place], fits=fits) + cut(text[place:], fits=fits)


def _place(text: str) -> int:
    """The offset to cut at: just after the chosen mark."""
    middle = len(text) / 2
    for marks in _CUTS:
        places = [i + 1 for i, character in enumerate(text[:-1]) if character in marks]
        inner = [p for p in places if 0.1 * len(text) <= p <= 0.9 * len(text)]
        if inner:
            return min(inner, key=lambda p: abs(p - middle))
    return len(text) // 2
