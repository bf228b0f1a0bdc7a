"""Lines of a text that was wrapped at a width (mail, terminal) joined into paragraphs again."""

import re

WIDEST = 80  # characters of a line in wrapped text
FULL = 0.75  # of that width is a line that was broken because it was full
SENTENCE_END = re.compile(r"[.!?:؟۔。…»”\"')\]]$")
BREAK = re.compile(r"(?<=\S)[ \t]{0,8}\r?\n[ \t]{0,8}(?=\S)")


def unwrapped(text: str) -> str:
    """`text` with single line breaks as spaces where it was wrapped; any other text as it is.

    Wrapped means: four lines or more, none wider than `WIDEST`, at least half of them full, and
    fewer than half ending where a sentence could. Blank lines go on separating paragraphs.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > WIDEST:
        return text
    full = sum(len(line) > WIDEST * FULL for line in lines)
    ended = sum(bool(SENTENCE_END.search(line)) for line in lines)
    if full < len(lines) / 2 or ended >= len(lines) / 2:
        return text
    return BREAK.sub(" ", text)
