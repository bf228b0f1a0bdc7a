"""HTML as elements, so that whatever is said in them is text and stays it."""

import re
from collections.abc import Iterable
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from workbench import languages

Content: TypeAlias = "str | Element | Iterable[Content] | None"

QUOTED = re.compile("“([^“”]*)”")
LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
STEERING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def element(tag: str, *content: Content, **attributes: str | None) -> Element:
    """An element of texts and elements.

    `class_` is the attribute `class`, `http_equiv` is `http-equiv`; one of None is left out.
    """
    made = Element(tag)
    for name, text in attributes.items():
        if text is not None:
            made.set(name.rstrip("_").replace("_", "-"), shown(text))
    _add(made, content)
    return made


def _add(parent: Element, content: Content) -> None:
    if isinstance(content, Element):
        parent.append(content)
    elif isinstance(content, str):
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + shown(content)
        else:
            parent.text = (parent.text or "") + shown(content)
    else:
        for part in content or ():
            _add(parent, part)


def written(*content: Content) -> str:
    """Elements as HTML."""
    whole = tostring(element("div", content), encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>")


def shown(text: str) -> str:
    """A text with U+FFFD where it would steer: directions of what follows, half characters."""
    return STEERING.sub("\ufffd", LINE_ENDS.sub(" ", text))


def direction(lang: str) -> dict[str, str]:
    """The attributes that let a browser set a text in language `lang`."""
    tag = languages.tag_of(lang)
    return {"dir": "auto"} if tag is None else {"lang": tag, "dir": languages.get(lang).direction}


def isolated(text: str, lang: str | None = None) -> Element:
    """A text that keeps its direction to itself; without `lang` that of its first letter."""
    return element("bdi", text, **(direction(lang) if lang else {}))


def told(sentence: str) -> Element:
    """A sentence of ours, left to right whatever it quotes, and what it quotes in its own order."""
    parts = QUOTED.split(sentence)
    pairs = zip(parts[::2], [*parts[1::2], None], strict=True)
    quoted = (
        (plain, None if quote is None else ("“", isolated(quote), "”")) for plain, quote in pairs
    )
    return element("span", quoted, dir="ltr")


def section(heading: str, *content: Content, **attributes: str | None) -> Element | None:
    """A part under its heading; nothing where it has no content."""
    made = element("section", element("h2", heading), content, **attributes)
    return made if len(made) > 1 else None


def listed(items: Iterable[Content], tag: str = "ul") -> Element | None:
    """A list; nothing where it has no items."""
    made = element(tag, (element("li", item) for item in items))
    return made if len(made) else None


def sentence_links(numbers: Iterable[int]) -> list[Content]:
    """Small numbers that lead to their rows, in the order given, each once."""
    return [
        (" ", element("a", f"[{number}]", class_="ref", href=f"#sentence-{number}"))
        for number in dict.fromkeys(numbers)
    ]
