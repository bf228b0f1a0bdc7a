"""The article and its translation side by side, with what is doubtful about each row."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from workbench.export import wording
from workbench.page import texts
from workbench.page.render.acts import act, acts
from workbench.page.render.lines import direction, told
from workbench.page.texts import reader
from workbench.records import Block, Briefing, Finding, Sentence, TranslatedSentence

Span = tuple[int, int]


def rows(whole: Briefing) -> str:
    """All rows in reading order, finished, with what can be done to each."""
    titles = _titles(whole.article.blocks)
    cells = (
        _original(row, title=row.block in titles, row=row)
        + translation(row, target=whole.target, acts=_acts(row))
        for row in whole.sentences
    )
    return _columns() + "".join(cells)


def _acts(row: TranslatedSentence) -> str:
    """What a reader can do with a row."""
    return acts(
        act(reader.ADD, "add", sentence=row.id),
        act(reader.CORRECT, "correct", sentence=row.id, edit=row.translation),
        act(reader.UNCORRECT, "uncorrect", sentence=row.id) if row.corrected else "",
    )


def originals(sentences: Iterable[Sentence], *, blocks: Sequence[Block]) -> str:
    """The left column; the cells of `translation` are appended to it as they come."""
    titles = _titles(blocks)
    return _columns() + "".join(
        _original(sentence, title=sentence.block in titles) for sentence in sentences
    )


def _columns() -> str:
    heads = (texts.ORIGINAL, texts.TRANSLATION)
    return "".join(f'<div class="wb-column">{escape(head)}</div>' for head in heads)


def _titles(blocks: Sequence[Block]) -> frozenset[int]:
    return frozenset(block.id for block in blocks if block.role == "title")


def _original(sentence: Sentence, *, title: bool, row: TranslatedSentence | None = None) -> str:
    """The left cell of a row, with the faults of the source itself."""
    id_ = sentence.id
    label = escape(texts.SENTENCE_LINK.format(id=id_))
    findings = row.findings if row else ()
    text = marked(sentence.source, [f.source_span for f in findings if f.open])
    faults = _findings(row, "source", acting=True) if row else ""
    return (
        f'<div class="wb-cell wb-original{" wb-title" if title else ""}" id="sentence-{id_}" '
        f'style="--row:{id_}">'
        f'<a class="wb-number" href="#sentence-{id_}" aria-label="{label}">{id_}</a>'
        f"<div><p {direction(sentence.language)}>{text}</p>{faults}</div></div>"
    )


def translation(row: TranslatedSentence, *, target: str, acts: str = "") -> str:
    """The right cell of one row, with how it was made and what is doubtful about it."""
    if row.made is None:
        content = f'<p class="wb-none">{escape(texts.NOT_TRANSLATED)}</p>'
    else:
        text = marked(row.translation, [f.target_span for f in row.to_check])
        content = f"<p {direction(target)}>{text}</p>"
    flags = [texts.FLAGS.get(flag, flag) for flag in wording.flags(row)]
    said = "".join(f'<span class="wb-flag">{escape(flag)}</span>' for flag in flags)
    said += "".join(f'<span class="wb-made">{escape(how)}</span>' for how in wording.how_made(row))
    doubts = _findings(row, "translation", acting=bool(acts))
    return (
        f'<div class="wb-cell wb-translation" style="--row:{row.id}" data-row="{row.id}">'
        f"{content}{said}{doubts}{acts}</div>"
    )


def _findings(row: TranslatedSentence, about: str, *, acting: bool) -> str:
    """The findings of one side in words, each with its button; numbered as `decisions` does."""
    items = "".join(
        f'<li class="{"wb-open" if finding.open else "wb-quiet"}">'
        f"<b>{escape(wording.about(finding))}</b> ({escape(wording.standing(finding))}): "
        f"{told(finding.message)}{_settle(row, number, finding) if acting else ''}</li>"
        for number, finding in enumerate(wording.distinct(row.findings), start=1)
        if finding.about == about
    )
    return f'<ul class="wb-findings">{items}</ul>' if items else ""


def _settle(row: TranslatedSentence, number: int, finding: Finding) -> str:
    if finding.fine:
        return act(reader.REOPEN, "reopen", sentence=row.id, finding=number)
    return act(reader.FINE, "fine", sentence=row.id, finding=number)


def marked(text: str, spans: Iterable[Span | None]) -> str:
    """The text escaped, with what the spans cover marked; spans may overlap.

    >>> marked("12 < 20", [(0, 2), (5, 7)])
    '<mark>12</mark> &lt; <mark>20</mark>'
    """
    parts, end = [], 0
    for start, stop in _joined(spans):
        parts += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark>"]
        end = stop
    return "".join([*parts, escape(text[end:])])


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
