"""What a click in our own HTML asks for, read from what a browser sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.errors import InputError
from workbench.page.texts import orders as texts

MOST_CHARACTERS = 20_000
MOST_DIGITS = 9
NUMBERS = ("entry", "point", "to", "sentence", "finding", "block", "offered")
TEXTS = ("text", "publisher", "agency", "byline", "published", "url", "name", "key")


@dataclass(frozen=True, slots=True)
class Order:
    """`do` names the operation; what it needs is asked for by name, and refused if missing."""

    do: str
    numbers: Mapping[str, int]
    texts: Mapping[str, str]

    def number(self, name: str) -> int:
        if name not in self.numbers:
            raise InputError(texts.INCOMPLETE.format(do=self.do, name=name))
        return self.numbers[name]

    def text(self, name: str) -> str:
        if name not in self.texts:
            raise InputError(texts.INCOMPLETE.format(do=self.do, name=name))
        return self.texts[name]


def order_of(data: object) -> Order:
    """The order in an event's data; InputError where there is none.

    >>> order_of({"do": "drop", "point": "2"})
    Order(do='drop', numbers={'point': 2}, texts={})
    """
    if not isinstance(data, dict) or not isinstance(data.get("do"), str):
        raise InputError(texts.NO_ORDER)
    numbers = {name: _number(data[name], name) for name in NUMBERS if name in data}
    given = {name: _text(data[name], name) for name in TEXTS if name in data}
    return Order(data["do"][:40], numbers, given)


def _number(value: object, name: str) -> int:
    written = str(value)
    if not (written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS):
        raise InputError(texts.NO_NUMBER.format(name=name))
    return int(written)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise InputError(texts.NO_TEXT.format(name=name, most=MOST_CHARACTERS))
    return well_formed(value)


def well_formed(text: str | None) -> str:
    """The text without lone surrogates, which no answer of the server could carry."""
    return (text or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
