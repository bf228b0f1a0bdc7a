"""The briefing as Markdown that also reads well in a terminal."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from workbench import languages
from workbench.errors import LanguageError
from workbench.records import Briefing, ModelUse, Statement, TranslatedSentence

MARKUP = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
BLOCK_START = re.compile(r"^(?:>|(?:#{1,6}|[+=-]+)(?= |$))")
NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?= |$)")
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
RTL_ISOLATE, END_ISOLATE = "\u2067", "\u2069"
BY_MACHINE = frozenset({"model", "memory", "retry"})
SHOWN_WORDS = 12
"""Of a block set aside."""


def to_markdown(briefing: Briefing) -> str:
    """Warnings, headline, source, notes, summary, points, ledger, bilingual text and provenance."""
    sections = [
        *opening(briefing),
        *summary(briefing),
        *key_points(briefing),
        *ledger(briefing),
        *bilingual(briefing),
        *provenance(briefing),
    ]
    return "\n\n".join(sections) + "\n"


def opening(briefing: Briefing) -> Iterator[str]:
    digest, article = briefing.briefing, briefing.article
    if article.warnings:
        yield "\n".join(f"> **{text(warning)}**  " for warning in article.warnings)
    if digest.headline:
        yield f"# {text(digest.headline)}"
    elif article.title:
        yield "# No headline"
    else:
        yield "# No headline: the article has no title"
    yield " · ".join(source_line(briefing))
    if digest.notes:
        yield "\n".join(f"> {text(note)}  " for note in digest.notes)


def source_line(briefing: Briefing) -> Iterator[str]:
    """Who published what, when and where, as far as known."""
    metadata, article = briefing.article.metadata, briefing.article
    known = [metadata.publisher, metadata.agency, metadata.byline]
    yield from (text(name) for name in dict.fromkeys(known) if name)
    if article.title:
        original = isolated(article.title, article.language.code)
        headline = text(briefing.briefing.headline or "")
        translated = headline and headline != text(article.title)
        yield f"“{headline}” ({original})" if translated else original
    yield metadata.published.isoformat() if metadata.published else "publication date not found"
    if metadata.url:
        yield text(metadata.url)


def summary(briefing: Briefing) -> Iterator[str]:
    digest = briefing.briefing
    if statements := said(digest.statements):
        yield "## Summary"
        yield " ".join(cited(statement) for statement in statements)
    if also := said(digest.also):
        yield "## Also"
        yield listed(also)


def key_points(briefing: Briefing) -> Iterator[str]:
    if points := said(briefing.briefing.points):
        yield "## Key points"
        yield listed(points)


def ledger(briefing: Briefing) -> Iterator[str]:
    """The counts in a line, and what was set aside and why."""
    counts = briefing.ledger
    line = [
        counted(counts.sentences, "sentence"),
        f"{counts.translated} translated",
        f"{counts.flagged} flagged",
    ]
    if counts.set_aside:
        blocks = counted(sum(aside.blocks for aside in counts.set_aside.values()), "block")
        words = counted(sum(aside.words for aside in counts.set_aside.values()), "word")
        roles = ", ".join(f"{role} {aside.blocks}" for role, aside in counts.set_aside.items())
        line.append(f"{blocks} set aside ({words}): {text(roles)}")
    if not briefing.complete:
        line.append("not complete")
    yield "## Ledger"
    yield " · ".join(line)
    aside = [block for block in briefing.article.blocks if not block.kept]
    if aside:
        yield "\n".join(
            f"- block {block.id} {text(block.reason or block.role)}: "
            + isolated(beginning(block.text), block.language)
            for block in aside
        )


def bilingual(briefing: Briefing) -> Iterator[str]:
    if not briefing.sentences:
        return
    source, target = name(briefing.article.language.code), name(briefing.target)
    pair = source if source == target else f"{source} to {target}"
    yield f"## Sentence by sentence: {pair}"
    made = {row.made for row in briefing.sentences}
    if made & BY_MACHINE:
        besides = ", except where a row says so" if "human" in made else ""
        yield f"All translations, those of quotations included, are machine translations{besides}."
    for _, rows in groupby(briefing.sentences, key=lambda row: row.block):
        yield "\n".join(both(row) for row in rows)


def both(row: TranslatedSentence) -> str:
    """A row: its number and translation, then the source on a line of its own."""
    said = [*row.flags, *(["corrected by hand"] if row.made == "human" else [])]
    flags = f" ({text(', '.join(said))})" if said else ""
    source = f"    {isolated(row.source, row.language)}  "
    if row.made == "copied":
        return f"[{row.id}] {text(row.source)}{flags}  "
    translation = text(row.translation) if row.made else "(not translated)"
    return f"[{row.id}] {translation}{flags}  \n{source}"


def provenance(briefing: Briefing) -> Iterator[str]:
    made = briefing.provenance
    yield "## Provenance"
    lines = [
        f"source: {text(made.source)}",
        f"SHA-256 of its text: {code(made.text_sha256)}",
        f"made: {code(made.created)}",
        *(model(use) for use in made.models),
        f"versions: {', '.join(f'{key} {code(number)}' for key, number in made.versions.items())}",
        f"seconds: {', '.join(f'{stage} {spent:g}' for stage, spent in made.seconds.items())}",
    ]
    yield "\n".join(f"- {line}" for line in lines)


def model(use: ModelUse) -> str:
    options = ", ".join(f"{option} {value:g}" for option, value in use.decoding.items())
    return (
        f"{use.task}: {code(use.repo)}, revision {code(use.revision or 'unknown')}, "
        f"licence {text(use.license or 'unknown')}; decoding {code(options)}; "
        f"signature {code(use.signature)}"
    )


def said(statements: Sequence[Statement]) -> list[Statement]:
    """Those that say something: numbers alone would be no statement."""
    return [statement for statement in statements if text(statement.text)]


def listed(statements: Sequence[Statement]) -> str:
    return "\n".join(f"- {cited(statement)}" for statement in statements)


def cited(statement: Statement) -> str:
    """A statement and the numbers of its sentences, three or more in a row as a range."""
    runs: list[list[int]] = []
    for number in sorted(statement.sentences):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    marks = [
        f"[{run[0]}–{run[-1]}]" if len(run) > 2 else " ".join(f"[{number}]" for number in run)
        for run in runs
    ]
    return " ".join([text(statement.text), *marks])


def text(raw: str) -> str:
    """Somebody's text as text: no markup, no line breaks, nothing that steers a terminal."""
    line = " ".join(HIDDEN.sub(" ", raw).split())
    line = ENTITY.sub("&amp;", MARKUP.sub(r"\\\g<0>", line))
    return NUMBER_START.sub(r"\1\\\2", BLOCK_START.sub(r"\\\g<0>", line))


def code(raw: str) -> str:
    """A name or number of the machine's, verbatim."""
    return f"`{' '.join(HIDDEN.sub(' ', raw.replace('`', chr(39))).split())}`"


def isolated(raw: str, lang: str) -> str:
    """A text of the article between marks that keep right-to-left punctuation in its place."""
    try:
        rtl = languages.get(lang).direction == "rtl"
    except LanguageError:
        rtl = False
    return f"{RTL_ISOLATE}{text(raw)}{END_ISOLATE}" if rtl else text(raw)


def name(lang: str) -> str:
    try:
        return languages.get(lang).name
    except LanguageError:
        return text(lang)


def beginning(raw: str) -> str:
    words = raw.split(maxsplit=SHOWN_WORDS)
    return " ".join([*words[:SHOWN_WORDS], *(["…"] if len(words) > SHOWN_WORDS else [])])


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
