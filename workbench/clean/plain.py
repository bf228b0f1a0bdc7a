"""Rules that look at one line alone."""

import re
from collections.abc import Iterator

from workbench.clean import marks
from workbench.clean.folding import words_of
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.marks import find_mark
from workbench.clean.title import SHORTEST, months
from workbench.records import Role

TOP = 5
"""Among so many first lines stand a byline without a colon and a breadcrumb."""
LONGEST_DATE = 14  # words
LONGEST_LINK = 500  # code points
LONGEST_DATELINE = 8
LONGEST_CREDITED = 30
LINK = re.compile(r"(?:https?://|www\.|t\.co/|pic\.twitter\.com/)\S+|\S+@\S+\.\w{2,}")
OBFUSCATED = re.compile(r"\[email.{1,3}protected\]")
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
BREADCRUMB = re.compile(r"\s*(?:>{1,2}|»|›|→|←|‹|«|/|\||•|·|◀|▶)\s*")
CREDIT = re.compile(r"(?:[(\[][^()\[\]]{2,40}[)\]]|[-–—|/] ?[^-–—|/]{2,30})$")
DATELINE = re.compile(
    r"[^()/]{2,60}[(/][^()/]{2,30}[)/]\s?[-–—:]{0,2}$|[^-–—]{2,30}[-–—][^-–—]{2,20}[-–—]$"
)

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
        if not any(character.isalnum() for character in line.block.text):
            yield Verdict(place, "chrome", "holds no letter or digit")


def kinds(page: Page) -> Iterator[Verdict]:
    """What the format calls a caption or a quotation."""
    for place, line in undecided(page):
        if line.block.kind == "caption":
            yield Verdict(place, "caption", "the format calls it a caption")
        elif line.block.kind == "quotation" and line.block.language == page.lang:
            yield Verdict(place, "quote")


def marked(page: Page) -> Iterator[Verdict]:
    """Lines that a mark of the data files makes what they are."""
    top = True
    for place, line in undecided(page):
        found = find_mark(line.block.text, words=line.size, key=line.key)
        first, top = top and line.size >= SHORTEST, top and line.size < SHORTEST
        if found and not reads_on(line, found) and not (first and may_be_title(found)):
            role = found.mark.role
            yield Verdict(place, role, f"{REASONS[role]}: {found.mark.text}")


def reads_on(line: Line, found: marks.Found) -> bool:
    """Whether a line goes on from the mark as prose does: "Read more books, experts say."."""
    if not line.sentence or marks.is_label(line.block.text, found.end):
        return False
    spacious = found.mark.role in {"disclaimer", "end mark"} or found.mark.text.count(" ") > 1
    return not spacious


def may_be_title(found: marks.Found) -> bool:
    """Whether the first line of a page may be a title for all its mark: "Watch: ..."."""
    return found.mark.how == "label" and found.mark.role in {"related", "caption", "byline"}


def inside(page: Page) -> Iterator[Verdict]:
    """Captions and disclaimers told by words within them."""
    for place, line in undecided(page):
        if line.size > 80:
            continue
        for phrase, key, role, longest in marks.inner():
            if line.size <= longest and key in line.key and phrase_in(phrase, line.block.text):
                yield Verdict(place, role, f"{REASONS[role]}: {phrase}")
                break


def phrase_in(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as whole words, in brackets if it has them."""
    if "(" in phrase or ")" in phrase:
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
        elif not any(c.isalpha() for c in LINK.sub("", text)) and any(c.isalpha() for c in text):
            yield Verdict(place, "chrome", "only an address")
        elif not any(c.isalpha() for c in text) and not DATE_LIKE.search(text):
            yield Verdict(place, "chrome", "only a number")


DATE_LIKE = re.compile(r"\d[-/.:]\d")


def hashtags(page: Page) -> Iterator[Verdict]:
    for place, line in undecided(page):
        if all(word.startswith("#") for word in line.block.text.split()):
            yield Verdict(place, "keywords", "only hashtags")


def dates(page: Page) -> Iterator[Verdict]:
    """Lines of nothing but a date and a time."""
    known = marks.words("date words") | frozenset(
        key for month in months() for key in words_of(month)
    )
    for place, line in undecided(page):
        text = line.block.text
        if line.size > LONGEST_DATE or not any(c.isdigit() for c in text):
            continue
        words = [word.strip(marks.DIGITS) for part in WORD.findall(text) for word in words_of(part)]
        if ISO_TIME.fullmatch(text) or all(not word or word in known for word in words):
            yield Verdict(place, "date", "only a date")


WORD = re.compile(r"[^\W_]+")


def datelines(page: Page) -> Iterator[Verdict]:
    """A place with its agency alone on a line: "Seoul, 1 May (Yonhap) —"."""
    for place, line in undecided(page):
        text = line.block.text
        if 2 <= line.size <= LONGEST_DATELINE and DATELINE.fullmatch(text):
            dashed = text[-1] in "-–—"
            if dashed or (credited(text) and line.size <= 4):
                yield Verdict(place, "dateline", "a dateline alone on its line")


def credited(text: str) -> bool:
    """Whether a line ends in who took the picture: "(Reuters)"."""
    match = CREDIT.search(text)
    if match is None or len(match[0]) == len(text):
        return False
    return "".join(words_of(match[0])) in marks.words("photo credits")


def credits_of_pictures(page: Page) -> Iterator[Verdict]:
    """Lines that close with a picture agency and are no sentences."""
    for place, line in undecided(page):
        if 3 <= line.size <= LONGEST_CREDITED and credited(line.block.text):
            before = CREDIT.sub("", line.block.text).rstrip()
            if before[-1:] not in tuple(".؟!?۔。"):
                yield Verdict(place, "caption", "closes with the picture's agency")


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


def breadcrumbs(page: Page) -> Iterator[Verdict]:
    """Short names between separators: the way to the page, or a row of links."""
    for place, line in undecided(page):
        if line.sentence or line.size > 16 or line.block.kind == "table row":
            continue
        parts = [part for part in BREADCRUMB.split(line.block.text) if part.strip()]
        quoted = "«" in line.block.text and "»" in line.block.text
        if len(parts) >= 3 and not quoted and all(len(part.split()) <= 4 for part in parts):
            yield Verdict(place, "chrome", "a row of links")
