"""Captions told by who took the picture, by being printed twice, or by their place and style."""

import re
from collections.abc import Iterator

from workbench.clean import marks
from workbench.clean.folding import UNSPACED, key_of
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.related import topic_words
from workbench.clean.title import AGENCY_DASH

HEAD = 3
TOP = 6
"""Among so many first lines stands a caption that was printed twice."""
SHORT_TWICE = 5  # words
LONGEST_TWICE = 40  # words
LONGEST_CREDITED = 30  # words
LONGEST_CREDIT = 6  # words
LONGEST_STYLED = 24  # words
STEM = 4  # letters that two forms of a word share
NEAR_TITLE = 3
"""Among so many lines below the title, and in the one above it, stands a caption."""
SIGNED = re.compile(r"[.؟!] ([^.؟!]{2,24})$")
CREDIT = re.compile(r"(?:[(\[][^()\[\]]{2,40}[)\]]|[-–—|/] ?[^-–—|/]{2,30})$")
PHOTO = re.compile(r"[.,،۔。|/(（\[–—]\s*|\s-\s")
SENTENCE_MARKS = tuple(".؟!?۔。")
TAKEN_BY = ("摄", "攝", "供图", "供圖")


def captions_twice(page: Page) -> Iterator[Verdict]:
    """What is printed twice in a row above the dateline, or above the text and no sentence."""
    for place, line in enumerate(page.lines[:TOP]):
        following = [p for p in range(place + 1, len(page.lines)) if page.lines[p].kept][:2]
        if len(following) < 2 or not line.undecided or line.size < SHORT_TWICE:
            continue
        second, third = (page.lines[p] for p in following)
        titled = any(above.undecided and above.size > 2 for above in page.lines[:place])
        if line.key != second.key or not titled:
            continue
        if AGENCY_DASH.match(third.block.text):
            yield Verdict(place, "caption", "printed twice above the dateline, as captions are")
        elif third.sentence and not line.sentence and line.size <= LONGEST_TWICE:
            yield Verdict(place, "caption", "printed twice above the text, and no sentence")


def credited(page: Page) -> Iterator[Verdict]:
    """Lines that close with who took the picture and are no sentences."""
    for place, line in undecided(page):
        if not 3 <= line.size <= LONGEST_CREDITED:
            continue
        if closes_with_agency(line.block.text):
            if not agency_signs(line.block.text):
                yield Verdict(place, "caption", "closes with the picture's agency")
        elif closes_with_photo(line) or (place < HEAD and signed(line)):
            yield Verdict(place, "caption", "closes with who took the picture")


def agency_signs(text: str) -> bool:
    """Whether an agency closes a sentence of its own, as below an article."""
    ended = CREDIT.sub("", text).rstrip().endswith(SENTENCE_MARKS)
    return ended and closing_words(text) not in marks.words("archive words")


def closing_words(text: str) -> str:
    """The key of what stands apart at the end of a line; empty where nothing does."""
    match = CREDIT.search(text)
    return "" if match is None or len(match[0]) == len(text) else key_of(match[0])


def closes_with_agency(text: str) -> bool:
    """Whether a line ends in an agency apart from its text: "(Reuters)"."""
    known = marks.words("photo credits") | marks.words("archive words")
    return closing_words(text) in known


def signed(line: Line) -> bool:
    """Whether an agency stands behind the last sentence, as below a picture above the title."""
    match = None if line.sentence or line.solid else SIGNED.search(line.block.text)
    return match is not None and key_of(match[1]) in marks.words("photo credits")


def closes_with_photo(line: Line) -> bool:
    """Whether a line ends in "Photo: Jane Doe", or "Photo Jane Doe" and no full stop."""
    text = line.block.text.rstrip(" )）]")
    if not line.sentence and UNSPACED.search(text) and text.endswith(TAKEN_BY):
        return True
    *before, last = PHOTO.split(text.rstrip("."))
    said = last.split()
    if not any(map(str.strip, before)) or not 2 <= len(said) <= LONGEST_CREDIT:
        return False
    label, _, name = last.partition(":")
    if name and key_of(label) in marks.words("photo words"):
        return True
    opens = key_of(said[0]) in marks.words("photo words")
    named = all(word[0].isupper() for word in said[1:])
    return opens and not line.sentence and named


def styled(page: Page) -> Iterator[Verdict]:
    """A line next to the title that tells of a picture: who is seen, or at what event."""
    lines = page.lines
    title = next((p for p, line in enumerate(lines) if line.block.role == "title"), None)
    if title is None:
        return
    lead = next((p for p in range(title + 1, len(lines)) if lines[p].kept and lines[p].solid), None)
    if lead is None:
        return
    topic = stems(lines[title]) | stems(lines[lead])
    for place in (title - 1, *range(title + 1, min(title + 1 + NEAR_TITLE, lead))):
        if place >= 0 and lines[place].undecided and is_styled(lines[place], topic):
            yield Verdict(place, "caption", "next to the title, and in the style of captions")


def is_styled(line: Line, topic: set[str]) -> bool:
    if line.solid or not 3 <= line.size <= LONGEST_STYLED or line.block.text.endswith((":", "؛")):
        return False
    if not stems(line) & topic:
        return False
    times, events = marks.vocabulary("caption times"), marks.vocabulary("caption events")
    at_event = times.found_in(line.words) and events.found_in(line.words)
    return at_event or marks.vocabulary("caption words").found_in(line.words)


def stems(line: Line) -> set[str]:
    return {word[:STEM] for word in topic_words(line)}
