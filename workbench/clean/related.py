"""Teasers of other articles, and a whole second article, behind a "read also" mark."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from workbench.clean import marks
from workbench.clean.folding import UNSPACED
from workbench.clean.lines import LONGEST_TITLE, Line, Page, Verdict, words_before
from workbench.clean.title import AGENCY_DASH, LONGEST, SHORTEST

CLOSING = frozenset({"end mark", "source", "keywords", "comment prompt", "disclaimer"})
FIRM = frozenset({"end mark", "keywords", "comment prompt", "disclaimer"})
"""These close an article; a source may also stand below a picture."""
MOST_TEASERS = 6
MOST_LISTED = 12  # of those with bullets
PARAGRAPH = 10  # words
OF_ARTICLE = frozenset({"date", "dateline", "byline", "source"})
"""What stands around an article's text is of the same article."""
SECOND = "belongs to a second article that follows the first"
BODY_ABOVE = 20  # words of sentences that an article has before it can be over,
BODY_CLOSED = 8  # where lines close it
FROM_TITLE = 0.6  # of the words of a second title recur in its lead
OTHER_TOPIC = 0.4  # of them recur in all the text below it,
OWN_LINE = 0.25  # or so much where it stands below a mark, on a line of its own,
CLEARLY_MORE = 0.25  # and so much more than of the first title's
PREFIXES = ("وال", "بال", "لل", "ال")
LONG_STEM = 5  # letters; endings vary
MOST_ASKED = 50
"""Places at which the whole page is looked at, so that time stays linear."""
BULLETS = tuple("-–—―•●○▪▫■□◄►◀▶‣◆◇★☆*·・»«+⬅➡🔸🔹🔻✔")


def teasers(page: Page) -> Iterator[Verdict]:
    """The lines directly below a mark that read like titles; dates of theirs stand between.

    More than one without bullets only where most paragraphs end in a full stop, so that a line
    without one is no paragraph.
    """
    long = closed = 0
    for place, line in enumerate(page.lines):
        if line.kept and line.size >= PARAGRAPH:
            long, closed = long + 1, closed + line.sentence
        if line.block.role == "related" and is_bare(line):
            most = MOST_TEASERS if 2 * closed >= long else 1
            yield from listed(page.lines, place, most)


def listed(lines: Sequence[Line], mark: int, most: int) -> Iterator[Verdict]:
    """The titles below a mark, and their dates."""
    for place in range(mark + 1, min(mark + 1 + MOST_LISTED, len(lines))):
        line = lines[place]
        titled = is_teaser(line) and (is_listed(line) or place <= mark + most)
        if not titled and (line.block.role != "date" or place == mark + 1):
            return
        yield Verdict(place, "related", 'a title below a "read also" mark', overrules=not titled)


def is_bare(line: Line) -> bool:
    """Whether a mark stands alone, its links below it."""
    return line.key.strip(marks.DIGITS) in marks.whole_lines()


def is_teaser(line: Line) -> bool:
    """Whether a line reads like another article's title: no sentence, and opening a story."""
    if not line.undecided or line.block.kind == "quotation":
        return False
    if is_listed(line):
        return line.size <= LONGEST
    stops = line.block.text.rstrip('»"”’) ')[-1:] in tuple(".۔。।:：،,;؛")
    return line.size <= LONGEST_TITLE and not stops and not goes_on(line)


def is_listed(line: Line) -> bool:
    bulleted = line.block.original.lstrip().startswith(BULLETS)
    return bulleted or line.block.kind == "list item"


def goes_on(line: Line) -> bool:
    """Whether a line opens with a word that goes on with a story."""
    return bool(line.words) and line.words[0] in marks.words("continuing")


def second_article(page: Page) -> Iterator[Verdict]:
    """Everything behind a mark where it is clear that another article begins there."""
    asked = 0
    for place, line in enumerate(page.lines):
        begins = line.block.role == "related" and not follows_related(page.lines, place)
        if not begins and not is_second_title(page.lines, place):
            continue
        asked += 1
        if asked <= MOST_ASKED and is_over(page.lines, place, begins):
            solid = (at for at, line in enumerate(page.lines) if line.undecided and line.solid)
            last = max(solid, default=place)
            for below in range(place, len(page.lines)):
                told = below < last and page.lines[below].block.role in OF_ARTICLE
                yield Verdict(below, "related", SECOND, overrules=told)
            return


def follows_related(lines: Sequence[Line], place: int) -> bool:
    return place > 0 and lines[place - 1].block.role == "related"


def is_second_title(lines: Sequence[Line], place: int) -> bool:
    """Whether an undecided line reads like a title, directly below a line that closes."""
    line = lines[place]
    closed = place > 0 and lines[place - 1].block.role in CLOSING
    return closed and is_teaser(line) and line.size >= SHORTEST


def is_over(lines: Sequence[Line], place: int, marked: bool) -> bool:
    """Whether the article above `place` has ended and another follows.

    Evidence: the lines that close an article stand between its last sentence and `place`; or
    the text below opens as articles do, with a dateline, a date, or a lead that says its
    title again.
    """
    closed = roles_since_body(lines[:place])
    if words_before(lines[:place]) < (BODY_CLOSED if closed & CLOSING else BODY_ABOVE):
        return False
    title, lead = opening_below(lines, place)
    if lead is None or goes_on(lead):
        return False
    if closed & FIRM and (marked or title):
        return True
    own = opens_anew(lines, place, title, lead)
    return own or bool(closed & CLOSING and marked and title)


def opening_below(lines: Sequence[Line], place: int) -> tuple[Line | None, Line | None]:
    """The last line before the first sentences below `place`, and these."""
    title = None
    for line in lines[place:]:
        if line.undecided and line.solid:
            return title, line
        if (line.undecided or line.block.role == "related") and line.size >= SHORTEST:
            title = line
    return title, None


def roles_since_body(lines: Sequence[Line]) -> frozenset[str]:
    """The roles of the lines below the last sentence that is kept."""
    found = set[str]()
    for line in reversed(lines):
        if line.kept and line.solid:
            break
        found.add(line.block.role)
    return frozenset(found)


def opens_anew(lines: Sequence[Line], place: int, title: Line | None, lead: Line) -> bool:
    """Whether the text below `place` has a dateline, a date or a lead of its own."""
    if AGENCY_DASH.match(lead.block.text):
        return True
    if title is None:
        return False
    between = lines[place : lines.index(lead)]
    if any(line.block.role in {"date", "dateline", "byline"} for line in between):
        return True
    above = [line for line in lines[:place] if line.kept]
    theirs, own = topic_words(title), topic_words(above[0])
    if retold(theirs, [lead]) >= max(FROM_TITLE, retold(own, [lead])):
        return True
    new = theirs.difference(*map(topic_words, above))  # a teaser may be on the same topic
    rest = [line for line in lines[lines.index(lead) :] if line.undecided]
    least = OWN_LINE if is_bare(lines[place]) else OTHER_TOPIC
    return retold(new, rest) >= max(least, CLEARLY_MORE + retold(own, rest))


def retold(wanted: Collection[str], texts: Sequence[Line]) -> float:
    """The share of these words of a title that the texts have; of one or two it says nothing."""
    said = "\n".join(word for text in texts for word in sorted(topic_words(text)))
    return sum(word in said for word in wanted) / len(wanted) if len(wanted) > 2 else 0.0


def topic_words(line: Line) -> set[str]:
    """Words of more than three letters, less what Arabic writes before them; pairs of unspaced
    letters.
    """
    if UNSPACED.search(line.key):
        return set(map("".join, pairwise(line.key)))
    return {bare(word) for word in line.words if len(word) > 3}


def bare(word: str) -> str:
    """A word without the Arabic article and what is written together with it."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word[:LONG_STEM]
