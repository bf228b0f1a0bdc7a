"""What in a briefing points to something else in it, and whether that is there."""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from workbench.records import Article, Briefing, Digest, Finding, Name

Reference = tuple[str, Sequence[int]]
"""A place, and the ids of the sentences or blocks to which it points."""


def loose_ends(briefing: Briefing) -> Iterator[str]:
    """What in a briefing points to something that is not there."""
    yield from _of_rows(briefing)
    known = {row.id for row in briefing.sentences}
    for place, row in enumerate(briefing.sentences):
        if isinstance(row.speaker, int) and row.speaker not in known:
            yield f"sentences.{place}: there is no sentence {row.speaker} that names its speaker"
    blocks = {block.id for block in briefing.article.blocks}
    for where, wanted in _of_blocks(briefing.article):
        for missing in sorted(set(wanted) - blocks):
            yield f"{where}: there is no block {missing}"
    for where, sentences in _references(briefing):
        for missing in sorted(set(sentences) - known):
            yield f"{where}: there is no sentence {missing}"
    yield from _of_routes(briefing.briefing)
    yield from _of_names(briefing.names)


def _of_rows(briefing: Briefing) -> Iterator[str]:
    blocks = {block.id: block.text for block in briefing.article.blocks}
    for place, row in enumerate(briefing.sentences):
        text = blocks.get(row.block, "")
        if row.end > len(text) or text[row.start : row.end] != row.source:
            yield f"sentences.{place}: its source is not what block {row.block} has there"
        yield from _of_findings(row.findings, row.source, row.translation, f"sentences.{place}")
        if old := row.replaced:
            where = f"sentences.{place}.replaced"
            yield from _of_findings(old.findings, row.source, old.translation, where)


def _of_findings(
    findings: Sequence[Finding], source: str, translation: str, place: str
) -> Iterator[str]:
    for number, finding in enumerate(findings):
        sides = (
            ("source_span", finding.source_span, source),
            ("target_span", finding.target_span, translation),
        )
        for name, span, text in sides:
            if span and not 0 <= span[0] <= span[1] <= len(text):
                yield f"{place}.findings.{number}.{name}: its text has no {span[0]} to {span[1]}"


def _of_blocks(article: Article) -> Iterator[Reference]:
    for place, block in enumerate(article.blocks):
        if block.duplicate_of is not None:
            yield f"article.blocks.{place}.duplicate_of", (block.duplicate_of,)
    for place, step in enumerate(article.steps):
        yield f"article.steps.{place}", (step.block,)
    for place, offered in enumerate(article.offered):
        yield f"article.offered.{place}", offered.blocks
    for field, block_id in article.metadata.found_in.items():
        yield f"article.metadata.found_in.{field}", (block_id,)


def _references(briefing: Briefing) -> Iterator[Reference]:
    digest = briefing.briefing
    for name in ("statements", "also", "points", "not_found"):
        for place, statement in enumerate(getattr(digest, name)):
            yield f"briefing.{name}.{place}", statement.sentences
    for place, window in enumerate(digest.windows):
        yield f"briefing.windows.{place}", (*window.sentences, *window.context)
    if digest.second_route:
        for place, statement in enumerate(digest.second_route.statements):
            yield f"briefing.second_route.statements.{place}", statement.sentences
    for place, named in enumerate(briefing.names):
        yield f"names.{place}", [number for way in named.spellings for number in way.sentences]
    for place, use in enumerate(briefing.terms):
        yield f"terms.{place}", (use.sentence,)
    for place, change in enumerate(briefing.changes):
        yield f"changes.{place}", change.sentences


def _of_routes(digest: Digest) -> Iterator[str]:
    """Pairs of statements that agree, of which one is not there."""
    if digest.second_route is None:
        return
    counts = len(digest.statements), len(digest.second_route.statements)
    for place, pair in enumerate(digest.second_route.agreeing):
        if not all(0 <= number < count for number, count in zip(pair, counts, strict=True)):
            yield f"briefing.second_route.agreeing.{place}: there are no statements {pair}"


def _of_names(names: Sequence[Name]) -> Iterator[str]:
    """Short forms of a name that is not there, or that go in a circle."""
    full = {name.source: name.short_of for name in names}
    for place, name in enumerate(names):
        if name.short_of is not None and name.short_of not in full:
            yield f"names.{place}.short_of: there is no name “{name.short_of}”"
    try:
        TopologicalSorter({short: [longer] for short, longer in full.items() if longer}).prepare()
    except CycleError as error:
        yield f"names: the short forms from “{error.args[1][0]}” go in a circle"
