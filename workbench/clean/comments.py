"""What readers wrote below an article."""

import re
from collections.abc import Iterator, Sequence

from workbench.clean.lines import Line, Page, Verdict

BODY_ABOVE = 20  # words of sentences that an article has before its comments
LONGEST_NAME = 4  # words
LONGEST_REMARK = 12  # words of a remark that ends as paragraphs do
LONGEST_COMMENT = 60  # words
SPEAKING = re.compile(r"\s*([^:：\n]{1,40}[^\s:：\d])\s?[:：](?!//)\s?\S")


def comments(page: Page) -> Iterator[Verdict]:
    """Everything below a comment prompt, where each line is a name, a remark or both."""
    lines = page.lines
    for place in first_prompt(lines):
        above = {word for line in lines[:place] for word in line.words}
        below = [at for at in range(place + 1, len(lines)) if lines[at].undecided]
        if below and are_comments([lines[at] for at in below], above):
            for at in below:
                yield Verdict(at, "comment prompt", "a reader's comment")


def first_prompt(lines: Sequence[Line]) -> Iterator[int]:
    """The place of the first prompt that has an article above it, if one has."""
    words = 0
    for place, line in enumerate(lines):
        if line.block.role == "comment prompt" and words >= BODY_ABOVE:
            yield place
            return
        words += line.size if line.kept and line.solid else 0


def are_comments(lines: Sequence[Line], above: set[str]) -> bool:
    """Whether all lines below a prompt are comments; `above` has the words of the article.

    Who speaks often, or is named in the article, is one of its own: an interview.
    """
    names = [name for line in lines if (name := speaker(line))]
    strangers = [name for name in names if not above.issuperset(name)]
    if 2 * len(set(strangers)) < len(names):
        return False
    named = False
    for line in lines:
        is_name = not line.sentence and line.size <= LONGEST_NAME
        remark = line.size <= LONGEST_REMARK or (named and not line.sentence)
        if not (is_name or speaker(line) or remark) or line.size > LONGEST_COMMENT:
            return False
        named = is_name or named
    return named or bool(strangers)


def speaker(line: Line) -> tuple[str, ...]:
    """The words of the name in "name: text"; none where a line is not like that."""
    match = SPEAKING.match(line.block.text)
    count = len(match[1].split()) if match else 0
    return line.words[:count] if count <= LONGEST_NAME else ()
