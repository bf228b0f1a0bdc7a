"""Where in a text a finding stands."""

from collections.abc import Iterable, Iterator

Span = tuple[int, int]


def pieces(text: str, spans: Iterable[Span | None]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether a span covers it; spans may overlap.

    >>> list(pieces("12 < 20", [(0, 2), (5, 7)]))
    [('12', True), (' < ', False), ('20', True)]
    """
    end = 0
    for start, stop in _joined(spans):
        if text[end:start]:
            yield text[end:start], False
        if text[start:stop]:
            yield text[start:stop], True
        end = stop
    if text[end:]:
        yield text[end:], False


def _joined(spans: Iterable[Span | None]) -> Iterator[Span]:
    """What the spans cover, in order, without overlaps and empty ones."""
    open_: Span | None = None
    for start, end in sorted(span for span in spans if span and span[0] < span[1]):
        if open_ and start <= open_[1]:
            open_ = (open_[0], max(open_[1], end))
            continue
        if open_:
            yield open_
        open_ = (start, end)
    if open_:
        yield open_
