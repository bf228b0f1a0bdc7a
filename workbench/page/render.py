"""The page's HTML, as pure functions of the records. Whatever comes from outside is escaped."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from workbench import languages
from workbench.page import texts
from workbench.records import (
    Article,
    Block,
    Briefing,
    Ledger,
    Metadata,
    ModelSpec,
    ModelUse,
    Sentence,
    Statement,
    TranslatedSentence,
)


def status(sentence: str, *, share: float | None = None, bad: bool = False) -> str:
    """The status line; `share` from 0 to 1 draws how far the stage is."""
    style = "wb-status wb-bad" if bad else "wb-status"
    line = f'<p class="{style}">{escape(sentence)}</p>'
    if share is None:
        return line
    return (
        f'{line}<div class="wb-bar" aria-hidden="true">'
        f'<span style="width:{min(max(share, 0.0), 1.0):.1%}"></span></div>'
    )


def quiet(sentence: str, *, bad: bool = False) -> str:
    """A small line beside a field; nothing for an empty sentence."""
    style = "wb-quiet wb-bad" if bad else "wb-quiet"
    return f'<p class="{style}">{escape(sentence)}</p>' if sentence else ""


def about_models(specs: Iterable[ModelSpec]) -> str:
    """Licence and size of the chosen models, and what has to be said wherever they are used."""
    specs = tuple(specs)
    notices = dict.fromkeys(spec.notice for spec in specs if spec.notice)
    warnings = "".join(f'<p class="wb-warning">{escape(notice)}</p>' for notice in notices)
    return warnings + quiet(" · ".join(_licence(spec) for spec in specs))


def _licence(spec: ModelSpec) -> str:
    size = texts.SIZE.format(size=spec.download_bytes / 1e9) if spec.download_bytes else ""
    licence = spec.license or texts.NO_LICENCE
    return texts.LICENCE.format(name=spec.name, licence=licence, size=size)


def empty_briefing(sentence: str = texts.BRIEFING_EMPTY) -> str:
    """The briefing's place before there is one."""
    return f'<section class="wb-briefing wb-empty"><p>{escape(sentence)}</p></section>'


def briefing(whole: Briefing) -> str:
    """What is read first: headline, source line, summary, key points, notes, ledger, models."""
    digest, lang = whole.briefing, whole.target
    points = "".join(f"<li>{_statement(point)}</li>" for point in digest.points)
    also = "".join(f"<li>{_statement(sentence)}</li>" for sentence in digest.also)
    notes = "".join(f"<li>{escape(note)}</li>" for note in digest.notes)
    parts = (
        *(f'<p class="wb-warning">{escape(warning)}</p>' for warning in whole.article.warnings),
        "" if whole.complete else f'<p class="wb-warning">{escape(texts.INCOMPLETE)}</p>',
        f"<div {_direction(lang)}>",
        f"<h2>{escape(digest.headline or texts.NO_HEADLINE)}</h2>",
        source_line(whole.article),
        _part(texts.SUMMARY, f'<p class="wb-summary">{escape(digest.summary or "")}</p>')
        if digest.summary
        else "",
        _part(texts.ALSO, f"<ul>{also}</ul>") if also else "",
        _part(texts.POINTS, f"<ol>{points}</ol>") if points else "",
        "</div>",
        _part(texts.NOTES, f"<ul>{notes}</ul>") if notes else "",
        _aside(whole.article.blocks),
        _foot(whole.ledger, whole.provenance.models),
    )
    label = escape(texts.BRIEFING)
    return f'<section class="wb-briefing" aria-label="{label}">{"".join(parts)}</section>'


def _part(heading: str, content: str) -> str:
    return f"<h3>{escape(heading)}</h3>{content}"


def _statement(statement: Statement) -> str:
    links = "".join(sentence_link(id_) for id_ in statement.sentences)
    return f"<bdi>{escape(statement.text)}</bdi>{links}"


def sentence_link(id_: int) -> str:
    """A small number that leads to its row."""
    label = escape(texts.SENTENCE_LINK.format(id=id_))
    return f' <a class="wb-ref" href="#sentence-{id_}" aria-label="{label}">{id_}</a>'


def source_line(article: Article) -> str:
    """Who published what and when, as far as known, with the title in its own language."""
    known: Metadata = article.metadata
    title = article.title
    parts = (
        *(escape(name) for name in (known.publisher, known.agency, known.byline) if name),
        *([f"<bdi {_direction(article.language.code)}>{escape(title)}</bdi>"] if title else []),
        known.published.isoformat() if known.published else escape(texts.NO_DATE),
        escape(language_name(article.language.code)),
        *([_link(known.url)] if known.url else []),
    )
    spans = "".join(f"<span>{part}</span>" for part in parts)
    return f'<p class="wb-quiet wb-source-line">{spans}</p>'


def _link(url: str) -> str:
    """An address to follow; one that is not of the web is shown and no more."""
    shown = f"<bdi>{escape(url)}</bdi>"
    if not url.lower().startswith(("https://", "http://")):
        return shown
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _aside(blocks: Sequence[Block]) -> str:
    """What cleaning set aside, struck through, each with its reason; closed until asked for."""
    items = "".join(
        f"<li><s {_direction(block.language)}>{escape(block.original)}</s> "
        f'<span class="wb-quiet">{block.id}: <bdi>{escape(block.reason or block.role)}</bdi></span>'
        "</li>"
        for block in blocks
        if not block.kept
    )
    if not items:
        return ""
    return f"<details><summary>{escape(texts.ASIDE)}</summary><ul>{items}</ul></details>"


def _foot(ledger: Ledger, models: Sequence[ModelUse]) -> str:
    total = texts.SENTENCES[ledger.sentences != 1].format(count=ledger.sentences)
    counts = [
        texts.LEDGER.format(sentences=total, translated=ledger.translated, flagged=ledger.flagged),
        *(
            texts.SET_ASIDE.format(
                role=texts.ROLES.get(role, role), blocks=aside.blocks, words=aside.words
            )
            for role, aside in ledger.set_aside.items()
        ),
    ]
    used = ", ".join(
        texts.MODEL_USE.format(name=model.name, licence=model.license or texts.NO_LICENCE)
        for model in models
    )
    made = f"<p>{escape(texts.MADE_BY)} {escape(used)}.</p>" if used else ""
    return f'<div class="wb-foot wb-quiet"><p>{escape(" · ".join(counts))}</p>{made}</div>'


def rows(sentences: Iterable[TranslatedSentence], *, blocks: Sequence[Block], target: str) -> str:
    """All rows in reading order, finished."""
    titles = _titles(blocks)
    cells = (
        _original(row, title=row.block in titles) + translation(row, target=target)
        for row in sentences
    )
    return _columns() + "".join(cells)


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


def _original(sentence: Sentence, *, title: bool) -> str:
    id_ = sentence.id
    label = escape(texts.SENTENCE_LINK.format(id=id_))
    return (
        f'<div class="wb-cell wb-original{" wb-title" if title else ""}" id="sentence-{id_}" '
        f'style="--row:{id_}">'
        f'<a class="wb-number" href="#sentence-{id_}" aria-label="{label}">{id_}</a>'
        f"<p {_direction(sentence.language)}>{escape(sentence.source)}</p></div>"
    )


def translation(row: TranslatedSentence, *, target: str) -> str:
    """The right cell of one row, with its flags."""
    if row.made is None:
        content = f'<p class="wb-none">{escape(texts.NOT_TRANSLATED)}</p>'
    else:
        content = f"<p {_direction(target)}>{escape(row.translation)}</p>"
    said = [texts.FLAGS.get(flag, flag) for flag in row.flags]
    said += [finding.message for finding in row.findings]
    flags = "".join(f'<span class="wb-flag">{escape(flag)}</span>' for flag in said)
    return (
        f'<div class="wb-cell wb-translation" style="--row:{row.id}" data-row="{row.id}">'
        f"{content}{flags}</div>"
    )


def language_name(code: str) -> str:
    """A language as its readers and ours call it, with its code."""
    language = languages.get(code)
    own = "" if language.native == language.name else f" · {language.native}"
    return f"{language.name}{own} ({code})"


@cache
def _direction(code: str) -> str:
    """The attributes that let a browser set a text in language `code`."""
    language = languages.table().get(code)
    if language is None:
        return 'dir="auto"'
    tag = language.iso639_1 or language.iso639_3
    scripts = {other.script for other in languages.table().values() if other.code[:3] == code[:3]}
    # Han characters are drawn otherwise in Taipei than in Beijing: the script is told if in doubt.
    whole = f"{tag}-{language.script}" if len(scripts) > 1 else tag
    return f'lang="{whole}" dir="{language.direction}"'
