"""What a visitor's clicks do to the draft: which pieces are read, which files, which terms."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from workbench.briefing.provenance import text_sha256
from workbench.errors import InputError, WorkbenchError
from workbench.page.article.choices import known
from workbench.page.article.incoming import shown_of
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Draft, Glossary
from workbench.page.visitor.orders import Order, well_formed
from workbench.records import Url


def restored(draft: Draft, order: Order) -> Draft:
    """With one more of the pieces that cleaning sets aside."""
    block = order.number("block")
    if "key" in order.texts:
        _check_article(draft, order)
    return replace(draft, unfolded=True, restored=tuple(sorted({*draft.restored, block})))


def _check_article(draft: Draft, order: Order) -> None:
    """Refuses a piece of a briefing's article where the draft is of another text."""
    address = (draft.asked.text or "").strip()
    if draft.reading:
        same = text_sha256(draft.reading.article) == order.text("key")
    else:
        same = Url.alone(address) is not None and address == order.texts.get("name")
    if not same:
        raise InputError(texts.OTHER_TEXT)


def aside(draft: Draft, order: Order) -> Draft:
    """With a piece set aside again."""
    block = order.number("block")
    left = tuple(one for one in draft.restored if one != block)
    return replace(draft, unfolded=True, restored=left)


def offered(draft: Draft, order: Order) -> Draft:
    """With another article of the text in place of its first; pieces are those of an article."""
    return replace(draft, unfolded=True, restored=(), offered=order.number("offered"))


def whole(draft: Draft, order: Order) -> Draft:
    """With the text's own article again."""
    return replace(draft, unfolded=True, restored=(), offered=None)


def without_file(draft: Draft, order: Order) -> Draft:
    """Without one of the files; the list that was clicked may be older than they are."""
    number, name = order.number("entry"), order.text("name")
    if not 1 <= number <= len(draft.files) or well_formed(draft.files[number - 1].name) != name:
        raise InputError(texts.NO_FILE.format(number=number, name=name))
    left = draft.files[: number - 1] + draft.files[number:]
    try:
        text = shown_of(left)
    except WorkbenchError:  # which is said beside the list of files
        text = left[0].name
    found = draft.found
    draft = replace(draft, files=left, text=text).seen(draft.asked._replace(text=text))
    marks = {draft.mark(file) for file in draft.several}  # one alone is shown whole
    return replace(draft, found={mark: one for mark, one in found.items() if mark in marks})


def with_terms(draft: Draft, order: Order) -> Draft:
    """With the terms of a glossary although some of its rows are broken."""
    return replace(draft, glossary=replace(draft.glossary, used=bool(draft.glossary.terms)))


def without_terms(draft: Draft, order: Order) -> Draft:
    """Without a glossary."""
    return replace(draft, glossary=Glossary())


def with_recent(draft: Draft, order: Order) -> Draft:
    """With the languages that a browser remembers as those chosen last; codes, commas between."""
    return replace(draft, recent=known(order.text("text").split(",")))


ON_DRAFT: Mapping[str, Callable[[Draft, Order], Draft]] = {
    "restore": restored,
    "aside": aside,
    "offer": offered,
    "whole": whole,
    "unfile": without_file,
    "terms": with_terms,
    "unterms": without_terms,
    "recent": with_recent,
}
