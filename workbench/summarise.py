"""A text of any length through the summariser's window.

Windows are whole sentences, balanced, each sentence in exactly one. The summary is that of the
window that holds the lead; a later window is read with title and lead before it, and what it
says is kept beside the summary when it is new. Summaries are never summarised: XL-Sum's mT5
learned one sentence from one article (Hasan et al. 2021), and a summary is no article.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from workbench import languages
from workbench.clauses import parts_of
from workbench.points.cues import cues
from workbench.points.words import covered, terms
from workbench.records import Engine, Generated, Passage, Window, never

MOST_ALSO = 4
SAID_BEFORE = 0.5  # a later summary is new when no more of its content words were said before
CONTEXT_SHARE = 0.4  # of the window, at most, is given to title and lead in later windows


def summarise(
    passages: Sequence[Passage],
    engine: Engine,
    *,
    lang: str,
    title: int | None,
    stop: Callable[[], bool] = never,
) -> Iterator[tuple[int, int, tuple[Window, ...]]]:
    """(windows done, windows in all, none yet), then all of them, judged, unless stopped.

    `title` is the id of the title's passage; the lead is the passage after it, else the first.
    """
    plan = windows(passages, engine, lang=lang, title=title)
    texts = [" ".join(p.text for p in (*context, *own)) for context, own in plan]
    outputs: dict[int, Generated] = {}
    yield 0, len(plan), ()
    for index, generated in engine.generate(texts, source=lang, target=lang, stop=stop):
        outputs[index] = generated
        yield len(outputs), len(plan), ()
    if len(outputs) == len(plan):
        yield len(plan), len(plan), _judged(plan, [outputs[i] for i in range(len(plan))], lang)


Plan = list[tuple[tuple[Passage, ...], tuple[Passage, ...]]]


def windows(passages: Sequence[Passage], engine: Engine, *, lang: str, title: int | None) -> Plan:
    """(context, own sentences) of each window, every passage in exactly one, in order."""
    limit = engine.spec.max_input_tokens
    most = int(limit * (1 - CONTEXT_SHARE))  # so that each piece fits beside the context
    pieces = [
        Passage(p.id, part)
        for p in passages
        for part in parts_of(p.text, engine, lang=lang, limit=most)
    ]
    counts = engine.count([p.text for p in pieces], source=lang)
    shared = _context(pieces, counts, title, room=limit - most)
    context = tuple(pieces[i] for i in shared)
    ends = partition(counts, first=limit, later=limit - sum(counts[i] for i in shared))
    return [
        (context if start else (), tuple(pieces[start:end])) for start, end in pairwise((0, *ends))
    ]


def _context(
    pieces: Sequence[Passage], counts: Sequence[int], title: int | None, *, room: int
) -> list[int]:
    """Indices of title and lead, as many of the two as leave most of a window to its own."""
    ids = [piece.id for piece in pieces]
    place = ids.index(title) if title in ids else -1
    wanted = [i for i in (place, place + 1) if 0 <= i < len(ids)]
    while sum(counts[i] for i in wanted) > room:
        wanted.pop()
    return wanted


def partition(counts: Sequence[int], *, first: int, later: int) -> list[int]:
    """Ends of the fewest runs of `counts` that fit, as even as can be.

    The first run may hold `first` tokens, each other one `later`; a single count may not exceed
    `later`. Even means that the fullest run, as a share of its room, is as small as possible.

    >>> partition([4, 4, 4, 4, 4], first=16, later=10)
    [3, 5]
    """
    low, high = 0.0, 1.0
    fewest = len(_greedy(counts, first, later))
    for _ in range(20):
        share = (low + high) / 2
        try_ends = _greedy(counts, first * share, later * share)
        low, high = (low, share) if len(try_ends) == fewest else (share, high)
    return _greedy(counts, first * high, later * high)


def _greedy(counts: Sequence[int], first: float, later: float) -> list[int]:
    ends: list[int] = []
    filled, room = 0, first
    for index, count in enumerate(counts):
        if filled and filled + count > room:
            ends.append(index)
            filled, room = 0, later
        filled += count
    return [*ends, len(counts)]


def _judged(plan: Plan, outputs: Iterable[Generated], lang: str) -> tuple[Window, ...]:
    """What becomes of each output: the summary, an addition to it, or nothing, with a reason."""
    judged: list[Window] = []
    said = [passage.text for context, _ in plan[1:2] for passage in context]
    for (context, own), output in zip(plan, outputs, strict=True):
        reason = _fault(output, lang)
        if judged and not reason:
            reason = _redundant(output.text, said, judged, lang)
        if not reason:
            said.append(output.text)
        judged.append(
            Window(
                sentences=tuple(dict.fromkeys(p.id for p in own)),
                context=tuple(dict.fromkeys(p.id for p in context)),
                text=output.text,
                use="dropped" if reason else "also" if judged else "summary",
                reason=reason,
            )
        )
    return tuple(judged)


def _redundant(text: str, said: Sequence[str], judged: Sequence[Window], lang: str) -> str | None:
    if sum(window.use == "also" for window in judged) == MOST_ALSO:
        return f"{MOST_ALSO} additions are enough"
    stop = cues(lang).stop
    repeated = covered(terms(text, stop), terms(" ".join(said), stop))
    return "it says nothing new" if repeated > SAID_BEFORE else None


def _fault(output: Generated, lang: str) -> str | None:
    """Why an output is no summary, whatever it says."""
    if output.hit_limit:
        return "the model had not finished when it reached its length limit"
    if not output.text:
        return "the model wrote nothing"
    found = languages.detect(output.text)
    if languages.contradicts(found, lang):
        wrote, asked = languages.get(found.code).name, languages.get(lang).name
        return f"the model wrote {wrote} instead of {asked}"
    return None
