"""Lines of the page, and the attributes with which a browser sets a text in its language."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from workbench import languages
from workbench.export import wording
from workbench.export.html import elements
from workbench.page import texts
from workbench.page.texts import reader
from workbench.records import ModelSpec


def status(sentence: str, *, share: float | None = None, bad: bool = False) -> str:
    """The status line; `share` from 0 to 1 draws how far the stage is."""
    style = "wb-status wb-bad" if bad else "wb-status"
    line = f'<p class="{style}">{escape(sentence)}</p>'
    return line if share is None else line + _bar(share)


def _bar(share: float) -> str:
    width = f"{min(max(share, 0.0), 1.0):.1%}"
    return f'<div class="wb-bar" aria-hidden="true"><span style="width:{width}"></span></div>'


def readiness(sentences: Sequence[str], shares: Sequence[float]) -> str:
    """What is said of models that are not ready, with how far what is done about them is."""
    if not sentences:
        return ""
    bar = _bar(sum(shares) / len(shares)) if shares else ""
    return "".join(map(quiet, sentences)) + bar


def quiet(sentence: str, *, bad: bool = False) -> str:
    """A small line beside a field; nothing for an empty sentence."""
    style = "wb-quiet wb-bad" if bad else "wb-quiet"
    return f'<p class="{style}">{escape(sentence)}</p>' if sentence else ""


def answer(sentence: str, *, bad: bool = False) -> str:
    """What is said after a click."""
    style = "wb-answer wb-bad" if bad else "wb-answer"
    return f'<p class="{style}">{escape(sentence)}</p>' if sentence else ""


def warning(sentence: str) -> str:
    return f'<p class="wb-warning">{told(sentence)}</p>'


def told(sentence: str) -> str:
    """A sentence of ours, left to right whatever it quotes, and what it quotes in its own order.

    >>> told("“x” in the source")
    '<span dir="ltr">“<bdi>x</bdi>” in the source</span>'
    """
    return elements.written(elements.told(sentence))


def part(heading: str, content: str, *, style: str = "") -> str:
    """A section of the briefing; nothing where it has no content."""
    if not content:
        return ""
    return f'<section class="wb-part {style}"><h3>{escape(heading)}</h3>{content}</section>'


def folded(heading: str, content: str, *, beside: str = "") -> str:
    """A section that is closed until asked for, `beside` saying how much is in it."""
    if not content:
        return ""
    summary = f"{escape(heading)}{quiet_span(beside)}"
    return f"<details><summary>{summary}</summary>{content}</details>"


def listed(items: Iterable[str], tag: str = "ul") -> str:
    """Items that are HTML already; nothing where there are none."""
    content = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{content}</{tag}>" if content else ""


def pairs(given: Iterable[tuple[str, str]]) -> str:
    """Words and what belongs to each."""
    items = "".join(
        f"<div><dt>{escape(word)}</dt><dd><bdi>{escape(said)}</bdi></dd></div>"
        for word, said in given
    )
    return f"<dl>{items}</dl>"


def clipped(text: str, most: int) -> str:
    """A text that is not longer than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def day(moment: str) -> str:
    """The day of a time in ISO 8601 as one reads it; what is no such thing as it is.

    >>> day("2026-11-22T10:00:00+00:00")
    '22 November 2026'
    """
    try:
        on = date.fromisoformat(moment[:10])
    except ValueError:
        return clipped(moment, 40)
    return f"{on.day} {reader.MONTHS[on.month - 1]} {on.year}"


def about_models(specs: Iterable[ModelSpec]) -> str:
    """Licence and size of the chosen models, and what has to be said wherever they are used."""
    specs = tuple(specs)
    notices = dict.fromkeys(spec.notice for spec in specs if spec.notice)
    return "".join(map(warning, notices)) + quiet(" · ".join(_licence(spec) for spec in specs))


def _licence(spec: ModelSpec) -> str:
    size = texts.SIZE.format(size=spec.download_bytes / 1e9) if spec.download_bytes else ""
    licence = spec.license or wording.NO_LICENCE
    return texts.LICENCE.format(name=spec.name, licence=licence, size=size)


def sentence_link(id_: int) -> str:
    """A small number that leads to its row."""
    label = escape(reader.SENTENCE_LINK.format(id=id_))
    return f' <a class="wb-ref" href="#sentence-{id_}" aria-label="{label}">{id_}</a>'


def sentence_links(ids: Iterable[int], *, most: int = 40) -> str:
    """In the order given, each once; of more than about `most`, how many more there are."""
    every = list(dict.fromkeys(ids))
    shown = every if len(every) <= most + 1 else every[:most]  # "and 1 more" takes as much room
    left = len(every) - len(shown)
    return "".join(map(sentence_link, shown)) + quiet_span(
        reader.MORE.format(count=left) if left else ""
    )


def quiet_span(words: str) -> str:
    """A few small letters; nothing for none."""
    return f' <span class="wb-quiet">{escape(words)}</span>' if words else ""


def language_name(code: str) -> str:
    """A language as its readers and ours call it, with its code; an unknown code as it is."""
    language = languages.table().get(code)
    if language is None:
        return code
    own = "" if language.native == language.name else f" · {language.native}"
    return f"{language.name}{own} ({code})"


def direction(code: str) -> str:
    """The attributes that let a browser set a text in language `code`."""
    return " ".join(f'{name}="{value}"' for name, value in elements.direction(code).items())


def counted(forms: tuple[str, str], count: int) -> str:
    """A count with its noun, in the singular or the plural."""
    return forms[count != 1].format(count=count)
