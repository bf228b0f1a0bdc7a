"""What a document is made of, before Word's file format: paragraphs, runs, tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workbench import languages

OURS = "eng_Latn"
"""The language of our own sentences."""
ANY = "und"
"""The language of somebody's text in a language that is not told: its letters decide."""
BREAK = re.compile("[\t-\r\x85\u2028\u2029]")
STEERING = re.compile(
    "[^ -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What XML cannot hold, controls, and what turns the direction of the words that follow."""
RTL_WORD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
WORDS_RTL = re.compile(RTL_WORD)
FOREIGN = re.compile(f"((?<=“)[^“”]+(?=”)|{RTL_WORD}(?:[ \u200c]{RTL_WORD})*)")
"""In a sentence of ours: what it quotes, and words from right to left."""
LTR_MARK, RTL_MARK = "\u200e", "\u200f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A text in one language, direction and style, as `run` makes it.

    `to` is a bookmark of the document ("#sentence_1") or a web address.
    """

    text: str
    lang: str
    rtl: bool
    style: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Runs in one style. `rtl`: it reads from right to left, and begins at the right."""

    runs: tuple[Run, ...]
    style: str
    rtl: bool = False
    bookmark: str = ""


Part = Run | str
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`widths` are those of the columns in twentieths of a point; `head` is repeated."""

    widths: tuple[int, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


Piece = Paragraph | Table


def run(text: str, lang: str = OURS, *, style: str | None = None, to: str | None = None) -> Run:
    rtl = languages.direction_of(lang, text) == "rtl"
    return Run(text=text, lang=lang, rtl=rtl, style=style, to=to)


def clean(raw: str) -> str:
    """Somebody's text on one line, with U+FFFD where it would steer or break the file.

    >>> clean("a\\x00b\\n\\u202ec")
    'a�b �c'
    """
    return STEERING.sub("\ufffd", BREAK.sub(" ", raw))


def paragraph(style: str, *parts: Part, lang: str = OURS, bookmark: str = "") -> Paragraph:
    """Runs, and sentences of ours, in a paragraph that reads as `lang` does."""
    runs = [one for part in parts for one in ([part] if isinstance(part, Run) else told(part))]
    rtl = languages.direction_of(lang, "".join(one.text for one in runs)) == "rtl"
    return Paragraph(runs=tuple(in_place(runs, rtl=rtl)), style=style, rtl=rtl, bookmark=bookmark)


def told(sentence: str, style: str | None = None) -> Iterator[Run]:
    """A sentence of ours; what it quotes, or has from right to left, apart.

    >>> [run.text for run in told("“x” in the source")]
    ['“', 'x', '” in the source']
    """
    for number, part in enumerate(FOREIGN.split(sentence)):
        if part:
            yield run(part, ANY if number % 2 else OURS, style=style)


def in_place(runs: Iterable[Run], *, rtl: bool) -> Iterator[Run]:
    """The runs with the marks that keep each where it stands, whatever its letters.

    Word knows the direction of a run; LibreOffice sees the letters only.
    """
    for own, group in groupby(runs, key=lambda one: one.rtl):
        together = list(group)
        yield from along(together) if own == rtl else against(together, rtl=rtl)


def along(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs in the direction of their paragraph: words from right to left in one of them are shut.

    Else a number that follows would go to their left.
    """
    for one, after in zip(runs, [*runs[1:], None], strict=True):
        open_ = after and after.lang == OURS != one.lang and WORDS_RTL.search(one.text)
        yield replace(one, text=f"{one.text}{LTR_MARK}") if open_ and not one.rtl else one


def against(runs: list[Run], *, rtl: bool) -> Iterator[Run]:
    """Runs against the direction of their paragraph, between marks.

    The spaces around them are the paragraph's: between the marks they would change sides.
    """
    base, other = (RTL_MARK, LTR_MARK) if rtl else (LTR_MARK, RTL_MARK)
    first = runs[0].text
    runs[0] = replace(runs[0], text=f"{base}{other}{first.lstrip()}")
    last = runs[-1].text
    runs[-1] = replace(runs[-1], text=f"{last.rstrip()}{other}{base}")
    before, after = first[: len(first) - len(first.lstrip())], last[len(last.rstrip()) :]
    yield from [replace(runs[0], text=before, rtl=rtl, to=None)] if before else []
    yield from runs
    yield from [replace(runs[-1], text=after, rtl=rtl, to=None)] if after else []
