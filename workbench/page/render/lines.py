"""Lines of the page, and the attributes with which a browser sets a text in its language."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape

from workbench import languages
from workbench.page import texts
from workbench.records import ModelSpec

QUOTED = re.compile("“([^“”]*)”")


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
    return f'<span dir="ltr">{QUOTED.sub(_quoted, escape(sentence))}</span>'


def _quoted(match: re.Match[str]) -> str:
    return f"“<bdi>{match[1]}</bdi>”"


def part(heading: str, content: str) -> str:
    """A section of the briefing; nothing where it has no content."""
    return f"<h3>{escape(heading)}</h3>{content}" if content else ""


def about_models(specs: Iterable[ModelSpec]) -> str:
    """Licence and size of the chosen models, and what has to be said wherever they are used."""
    specs = tuple(specs)
    notices = dict.fromkeys(spec.notice for spec in specs if spec.notice)
    return "".join(map(warning, notices)) + quiet(" · ".join(_licence(spec) for spec in specs))


def _licence(spec: ModelSpec) -> str:
    size = texts.SIZE.format(size=spec.download_bytes / 1e9) if spec.download_bytes else ""
    licence = spec.license or texts.NO_LICENCE
    return texts.LICENCE.format(name=spec.name, licence=licence, size=size)


def sentence_link(id_: int) -> str:
    """A small number that leads to its row."""
    label = escape(texts.SENTENCE_LINK.format(id=id_))
    return f' <a class="wb-ref" href="#sentence-{id_}" aria-label="{label}">{id_}</a>'


def sentence_links(ids: Iterable[int]) -> str:
    """In the order given, each once."""
    return "".join(sentence_link(id_) for id_ in dict.fromkeys(ids))


def language_name(code: str) -> str:
    """A language as its readers and ours call it, with its code; an unknown code as it is."""
    language = languages.table().get(code)
    if language is None:
        return code
    own = "" if language.native == language.name else f" · {language.native}"
    return f"{language.name}{own} ({code})"


@cache
def direction(code: str) -> str:
    """The attributes that let a browser set a text in language `code`."""
    language = languages.table().get(code)
    if language is None:
        return 'dir="auto"'
    tag = language.iso639_1 or language.iso639_3
    scripts = {other.script for other in languages.table().values() if other.code[:3] == code[:3]}
    # Han characters are drawn otherwise in Taipei than in Beijing: the script is told if in doubt.
    whole = f"{tag}-{language.script}" if len(scripts) > 1 else tag
    return f'lang="{whole}" dir="{language.direction}"'
