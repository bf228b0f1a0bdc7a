"""The article and its translation side by side, with what is doubtful about each row."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from workbench.export import wording
from workbench.page.render.acts import act, acts
from workbench.page.render.lines import day, direction, quiet_span, sentence_link, told
from workbench.page.render.marks import Listed, in_source, in_translation, marked, register
from workbench.page.texts import reader as texts
from workbench.records import Block, Briefing, Finding, Sentence, TranslatedSentence


def rows(whole: Briefing) -> str:
    """All rows in reading order, finished, with what can be done to each."""
    titles, names = _titles(whole.article.blocks), register(whole.names)
    cells = (
        _original(row, titles, row, names.get(row.id, ()))
        + _translation(row, whole.target, names.get(row.id, ()), acting=True)
        for row in whole.sentences
    )
    return _columns() + "".join(cells)


def originals(sentences: Iterable[Sentence], *, blocks: Sequence[Block]) -> str:
    """The left column; the cells of `translation` are appended to it as they come."""
    titles = _titles(blocks)
    return _columns() + "".join(_original(sentence, titles) for sentence in sentences)


def translation(row: TranslatedSentence, *, target: str) -> str:
    """The right cell of a row as it streams in, as high as it will be in `rows`."""
    return _translation(row, target, (), acting=False)


def _columns() -> str:
    heads = (wording.ORIGINAL, wording.TRANSLATION)
    return "".join(f'<div class="wb-column">{escape(head)}</div>' for head in heads)


def _titles(blocks: Sequence[Block]) -> frozenset[int]:
    return frozenset(block.id for block in blocks if block.role == "title")


def _original(
    sentence: Sentence,
    titles: frozenset[int],
    row: TranslatedSentence | None = None,
    names: Sequence[Listed] = (),
) -> str:
    """The left cell of a row, with the faults of the source itself once they are known."""
    id_ = sentence.id
    label = escape(texts.SENTENCE_LINK.format(id=id_))
    doubts = [finding.source_span for finding in row.to_check] if row else ()
    text = marked(sentence.source, doubts, in_source(sentence.source, names))
    faults = _findings(row, "source", acting=True) if row else ""
    return (
        f'<div class="{_style(sentence, "wb-original", title=sentence.block in titles, row=row)}" '
        f'id="sentence-{id_}" data-row="{id_}" style="--row:{id_}">'
        f'<a class="wb-number" href="#sentence-{id_}" aria-label="{label}">{id_}</a>'
        f"<div><p {direction(sentence.language)}>{text}</p>{faults}</div></div>"
    )


def _translation(
    row: TranslatedSentence, target: str, names: Sequence[Listed], *, acting: bool
) -> str:
    """The right cell of a row, with how it was made and what is doubtful about it."""
    text = f'<span class="wb-none">{escape(wording.UNTRANSLATED)}</span>'
    if row.made is not None:
        doubts = [finding.target_span for finding in row.to_check]
        text = marked(row.translation, doubts, in_translation(row.translation, names))
    said = "".join(f"<span>{part}</span>" for part in _notes(row, acting=acting))
    notes = f'<p class="wb-made">{said}</p>' if said else ""
    style = _style(row, "wb-translation", title=False, row=row)
    return (
        f'<div class="{style}" data-row="{row.id}" style="--row:{row.id}" data-editable>'
        f"<p {direction(target)}>{text}</p>{notes}"
        f"{_findings(row, 'translation', acting=acting)}"
        f"{_acts(row, target) if acting else ''}</div>"
    )


def _style(sentence: Sentence, side: str, *, title: bool, row: TranslatedSentence | None) -> str:
    flagged = row is not None and row.to_check
    return " ".join(
        (
            "wb-cell",
            side,
            *(["wb-title"] if title else []),
            *(["wb-first"] if sentence.start == 0 else []),
            *(["wb-flagged"] if flagged else []),
        )
    )


def _notes(row: TranslatedSentence, *, acting: bool) -> Iterator[str]:
    """What is said of a row beside its findings: whose words it is, and how it was made."""
    if row.speaker == "unclear":
        yield escape(texts.UNCLEAR)
    elif row.speaker is not None:
        yield f"{escape(texts.WORDS_OF)}{sentence_link(row.speaker)}"
    yield from (escape(wording.FLAGS.get(flag, flag)) for flag in wording.flags(row))
    if row.retry and row.made != "human":
        yield f'<span title="{escape(row.retry)}">{escape(texts.SECOND_TRY)}</span>'
    if row.made == "human":
        on = texts.YOURS_ON.format(day=day(row.corrected)) if row.corrected else texts.YOURS
        undo = act(texts.UNCORRECT, "uncorrect", of=_of(row), disabled=not acting, sentence=row.id)
        yield f"<b>{escape(on)}</b> {undo}"
    elif row.made == "copied":
        yield escape(texts.COPIED)


def _of(row: Sentence) -> str:
    return texts.SENTENCE.format(id=row.id)


def _acts(row: TranslatedSentence, target: str) -> str:
    """What a reader can do with a row; beside it, whether it was remembered."""
    of = _of(row)
    return acts(
        quiet_span(texts.FROM_MEMORY) if row.made == "memory" else "",
        act(texts.ADD, "add", of=of, disabled=row.made is None, sentence=row.id),
        act(
            texts.CORRECT,
            "correct",
            of=of,
            sentence=row.id,
            edit=row.translation,
            lang=target,
        ),
    )


def _findings(row: TranslatedSentence, about: str, *, acting: bool) -> str:
    """The findings of one side in words, each with its button; numbered as `decisions` does."""
    items = "".join(
        f'<li class="{"wb-open" if finding.open else "wb-settled"}">'
        f"<b>{escape(wording.about(finding))}</b> ({escape(wording.standing(finding))}): "
        f"{told(finding.message)} {_settle(row, number, finding, acting=acting)}</li>"
        for number, finding in enumerate(wording.distinct(row.findings), start=1)
        if finding.about == about
    )
    return f'<ul class="wb-findings">{items}</ul>' if items else ""


def _settle(row: TranslatedSentence, number: int, finding: Finding, *, acting: bool) -> str:
    label, do = (texts.REOPEN, "reopen") if finding.fine else (texts.FINE, "fine")
    of = texts.FINDING.format(kind=finding.kind, id=row.id)
    return act(label, do, of=of, disabled=not acting, sentence=row.id, finding=number)
