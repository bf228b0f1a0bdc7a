"""Rules that look at one line alone."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from workbench.clean import marks
from workbench.clean.captions import closing_words
from workbench.clean.cuts import COPYRIGHT, SHORT_TEASER, end_marks, ends_in_stop
from workbench.clean.folding import OPENING_QUOTES, UNSPACED, count_words, key_of, words_of
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.marks import find_mark
from workbench.clean.title import SHORTEST
from workbench.mentions import agencies
from workbench.records import Role

TOP = 5
"""Among so many first lines stand a byline without a colon and a breadcrumb."""
AT_END = 3
SHORT_PROMPT = 6  # words of a prompt that may end as sentences do
LONGEST_COPYRIGHT = 40  # words
LONGEST_MENU = 40  # words
ENTRIES = 0.75
"""Of the words of a menu's row are marks."""
LONGEST_WAY = 8  # words of a line from the home page to this one
LONGEST_LINK = 500  # code points
LONGEST_DATELINE = 8
LONGEST_AGENCY = 6
LONGEST_PLACE = 2
LINK = re.compile(r"(?:https?://|www\.|t\.co/|pic\.twitter\.com/)\S+|\S+@\S+\.\w{2,}")
OBFUSCATED = re.compile(r"\[email.{1,3}protected\]")
BREADCRUMB = re.compile(r"\s*(?:>{1,2}|»|›|→|←|‹|«|/|\||•|·|◀|▶)\s*")
ARROWS = (" > ", " › ", " → ", " ← ", " ‹ ")  # no prose has them
DATELINE = re.compile(
    r"[^()/]{2,60}[(/][^()/]{2,30}[)/]\s?[-–—:]{0,2}$|[^-–—]{2,30}[-–—][^-–—]{2,20}[-–—:]$"
    r"|[^，。]{2,12}\d{1,2}月\d{1,2}日[电電讯訊]$"
)

SPOKEN = frozenset({"chrome", "comment prompt"})
"""Marks with words that people of the news say too."""
APPOSITION = re.compile(r"[,،，|]|\s[-–—]\s")

REASONS: dict[Role, str] = {
    "end mark": "an end mark",
    "related": 'a "read also" mark',
    "keywords": "a list of keywords",
    "source": "a source line",
    "date": "a date line",
    "byline": "a byline",
    "caption": "a caption",
    "comment prompt": "a comment prompt",
    "chrome": "part of the page, not of the article",
    "disclaimer": "a disclaimer",
    "dateline": "a dateline",
}


def wordless(page: Page) -> Iterator[Verdict]:
    for place, line in undecided(page):
        if not any(map(str.isalnum, line.block.text)):
            yield Verdict(place, "chrome", "holds no letter or digit")


def kinds(page: Page) -> Iterator[Verdict]:
    """What the format calls a caption, a quotation or what stands on every page."""
    for place, line in undecided(page):
        if line.block.kind == "caption":
            yield Verdict(place, "caption", "the format calls it a caption")
        elif line.block.kind == "page furniture":
            yield Verdict(place, "chrome", "a running head or page number")
        elif line.block.kind == "quotation" and line.block.language == page.lang:
            yield Verdict(place, "quote")


def marked(page: Page) -> Iterator[Verdict]:
    """Lines that a mark of the data files makes what they are."""
    top, end = True, end_of_text(page)
    for place, line in undecided(page):
        found = find_mark(line.block.text, words=line.size, key=line.key)
        first, top = top and line.size >= SHORTEST, top and line.size < SHORTEST
        if found is None or reads_on(line, found) or (first and may_be_title(found)):
            continue
        if found.mark.role != "disclaimer" or not line.sentence or place >= end:
            role = found.mark.role
            yield Verdict(place, role, f"{REASONS[role]}: {found.mark.text}")


def end_of_text(page: Page) -> int:
    """From where on at most two more paragraphs follow: a disclaimer in sentences stands there."""
    solid = [place for place, line in undecided(page) if line.solid]
    return solid[-AT_END] if len(solid) >= AT_END else 0


def reads_on(line: Line, found: marks.Found) -> bool:
    """Whether a line goes on from the mark as prose does: "Read more books, experts say."."""
    if line.block.text.startswith(OPENING_QUOTES) and found.mark.role in SPOKEN:
        return True
    if not line.sentence:
        return False
    labelled = marks.is_label(line.block.text, found.end)
    match found.mark.role:
        case "related" if ends_in_stop(line.block.text):
            return line.size > SHORT_TEASER or not labelled
        case "comment prompt" if line.size <= SHORT_PROMPT:
            return False
        case "disclaimer" | "end mark":
            return False
    return not labelled and found.mark.text.count(" ") < 2


def may_be_title(found: marks.Found) -> bool:
    """Whether the first line of a page may be a title for all its mark: "Watch: ..."."""
    return found.mark.how == "label" and found.mark.role in {"related", "caption", "byline"}


def inside(page: Page) -> Iterator[Verdict]:
    """Captions and disclaimers told by words within them."""
    keys, end = [line.key for line in page.lines], end_of_text(page)
    whole = "\n".join(keys)
    starts = list(accumulate((len(key) + 1 for key in keys), initial=0))
    for phrase, key, role, longest in marks.inner():
        at = whole.find(key)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            line = page.lines[place]
            late = role != "disclaimer" or place >= end
            if late and line.size <= longest and phrase_in(phrase, line.block.text):
                yield Verdict(place, role, f"{REASONS[role]}: {phrase}")
            at = whole.find(key, starts[place + 1])


def phrase_in(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as whole words, in brackets if it has them."""
    if not phrase[0].isalnum() or not phrase[-1].isalnum() or UNSPACED.search(phrase):
        return phrase in text.casefold()
    wanted, words = words_of(phrase), words_of(text)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def links(page: Page) -> Iterator[Verdict]:
    """Lines of nothing but addresses, handles and numbers."""
    for place, line in undecided(page):
        text = line.block.text
        if line.size > 12 or len(text) > LONGEST_LINK or line.block.kind == "table row":
            continue
        if OBFUSCATED.search(text) and line.size <= 4:
            yield Verdict(place, "chrome", "an e-mail address hidden by the site")
        elif not any(map(str.isalpha, LINK.sub("", text))) and any(map(str.isalpha, text)):
            yield Verdict(place, "chrome", "only an address")
        elif not any(map(str.isalpha, text)) and not DATE_LIKE.search(text):
            yield Verdict(place, "chrome", "only a number")


SIGNED_END = re.compile(r"[(\[]([^()\[\]]{2,20})[)\]] ?(?:[^\s.]{1,3}[./ ]{0,2}){1,3}")
DATE_LIKE = re.compile(r"\d[-/.:]\d")


def copyrights(page: Page) -> Iterator[Verdict]:
    for place, line in undecided(page):
        if line.size <= LONGEST_COPYRIGHT and COPYRIGHT.match(line.block.text):
            yield Verdict(place, "disclaimer", "a copyright notice")


def signed_ends(page: Page) -> Iterator[Verdict]:
    """An end mark in brackets with who wrote it: "(انتهى) ح.س"."""
    known = {mark.key for mark in end_marks()}
    for place, line in undecided(page):
        match = SIGNED_END.fullmatch(line.block.text)
        if match and key_of(match[1]) in known:
            yield Verdict(place, "end mark", f"{REASONS['end mark']}: {match[1]}")


def agencies_alone(page: Page) -> Iterator[Verdict]:
    """An agency and nothing else on a line but, behind a dash, a place."""
    for place, line in undecided(page):
        text = line.block.text
        if line.size > LONGEST_AGENCY or line.sentence:
            continue
        for found in agencies(text, lang=line.block.language):
            rest = f"{text[: found.start]}\n{text[found.end :]}"
            dashed = any(dash in rest for dash in "-–—|/")
            if not rest.strip() or (dashed and count_words(rest) <= LONGEST_PLACE):
                yield Verdict(place, "source", "names an agency and nothing else")
                break


def hashtags(page: Page) -> Iterator[Verdict]:
    for place, line in undecided(page):
        if all(word.startswith("#") for word in line.block.text.split()):
            yield Verdict(place, "keywords", "only hashtags")


def datelines(page: Page) -> Iterator[Verdict]:
    """A place with its agency alone on a line: "Seoul, 1 May (Yonhap) —"."""
    for place, line in undecided(page):
        text = line.block.text
        if 2 <= line.size <= LONGEST_DATELINE and DATELINE.fullmatch(text):
            dashed = text[-1] in "-–—:电電讯訊"
            if dashed or (line.size <= 4 and closing_words(text) in marks.words("photo credits")):
                yield Verdict(place, "dateline", "a dateline alone on its line")


def bylines(page: Page) -> Iterator[Verdict]:
    """A name behind "by" near the top, or before the word for a reporter."""
    for place, line in undecided(page):
        words = words_of(line.block.text)
        if not 2 <= line.size <= 7 or line.sentence or not words:
            continue
        if place < TOP and words[0] in marks.words("byline words"):
            yield Verdict(place, "byline", f"{REASONS['byline']} near the top")
        elif words[-1] in marks.words("reporter words") or words[0] in marks.words(
            "reporter openers"
        ):
            yield Verdict(place, "byline", "names a reporter")
        elif place < TOP and is_correspondent(line.block.text):
            yield Verdict(place, "byline", "a name and what they do")


def is_correspondent(text: str) -> bool:
    """Whether a name is followed by the word for a reporter: "Jane Doe, special correspondent"."""
    name, *rest = APPOSITION.split(text)
    known = marks.words("correspondent words")
    return 2 <= len(name.split()) <= 3 and bool(rest) and not known.isdisjoint(words_of(rest[0]))


def menus(page: Page) -> Iterator[Verdict]:
    """Lines made of nothing, or almost nothing, but the words of menus and buttons."""
    for place, line in undecided(page):
        if 2 <= len(line.words) <= LONGEST_MENU and not line.sentence:
            if place < TOP and line.size <= LONGEST_WAY and opens_at_home(line):
                yield Verdict(place, "chrome", "opens with the name of the home page")
            found, words = menu_entries(line)
            if found >= 2 and words >= ENTRIES * len(line.words):
                yield Verdict(place, "chrome", "a row of the site's menu or buttons")


def opens_at_home(line: Line) -> bool:
    homes = marks.words("home page")
    return any("".join(line.words[:count]) in homes for count in (1, 2))


def menu_entries(line: Line) -> tuple[int, int]:
    """How many marks stand in a line, and how many of its words they are; the longest first."""
    known, at, found, covered = marks.whole_lines(), 0, 0, 0
    while at < len(line.words):
        for length in (4, 3, 2, 1):
            mark = known.get("".join(line.words[at : at + length]).strip(marks.DIGITS))
            if mark and mark.role in {"chrome", "comment prompt", "related"}:
                found, covered = found + 1, covered + min(length, len(line.words) - at)
                break
        else:
            length = 1
        at += length
    return found, covered


def breadcrumbs(page: Page) -> Iterator[Verdict]:
    """Short names between separators: the way to the page, or a row of links."""
    for place, line in undecided(page):
        if line.sentence or line.size > 16 or line.block.kind == "table row":
            continue
        parts = [part for part in BREADCRUMB.split(line.block.text) if part.strip()]
        quoted = "«" in line.block.text and "»" in line.block.text
        enough = 2 if any(arrow in line.block.text for arrow in ARROWS) else 3
        if len(parts) >= enough and not quoted and all(len(part.split()) <= 4 for part in parts):
            yield Verdict(place, "chrome", "a row of links")
