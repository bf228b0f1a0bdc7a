"""The draft as it will be read: files, pieces kept and set aside, and the glossary."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from workbench import languages
from workbench.clean import count_words
from workbench.page.render.acts import act, acts
from workbench.page.render.lines import counted, direction, language_name, quiet, told, warning
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Draft, Found, Glossary, Long, Reading, Unreadable
from workbench.records import Article, Block, Detection

NAMED = 40  # characters
MOST_ROWS = 20  # broken rows of a glossary that are told each


def detected(language: Detection) -> str:
    """Which language a text seems to be in, and how sure that is."""
    name = language_name(language.code)
    return quiet(texts.DETECTED.format(language=name, confidence=language.confidence))


def files(draft: Draft, found: Sequence[Found | None] = ()) -> str:
    """The files that were opened, while they stand in the box, each to be removed.

    Of several it is told beside each what was found, None of what was not read yet. Those that
    cannot be read come first: the list scrolls, and they are what is to be looked at.
    """
    if not draft.stands_for(draft.asked.text):
        return ""
    beside = [_found(one) for one in found] or [""] * len(draft.files)
    unreadable = [isinstance(one, Unreadable) for one in found] or [False] * len(draft.files)
    order = sorted(range(len(draft.files)), key=lambda at: not unreadable[at])
    items = "".join(
        _file(draft.files[at].name, at + 1, beside[at], place=place)
        for place, at in enumerate(order)
    )
    return f'<ul class="wb-files" aria-label="{escape(texts.FILES)}">{items}</ul>'


def _file(name: str, number: int, said: str, *, place: int) -> str:
    """A file with its number in the draft, by which it is removed; `said` is HTML already.

    By its `place` in the list the focus finds the next one (scripts/20-placing.js).
    """
    remove = act(texts.REMOVE_FILE, "unfile", of=name, entry=number, name=name, place=place)
    return f"<li><div><bdi>{escape(name)}</bdi>{said}</div> {remove}</li>"


def _found(one: Found | None) -> str:
    if one is None:
        return quiet(texts.NOT_READ_YET)
    if isinstance(one, Unreadable):
        return quiet(one.reason, bad=True)
    if isinstance(one, Long):
        told = [texts.NOT_SPLIT.format(count=one.characters)]
    else:
        told = [counted(texts.SENTENCES, len(one.sentences))]
        if one.aside:
            told.append(texts.FILE_ASIDE.format(pieces=counted(texts.PIECES, one.aside)))
    return quiet(" · ".join([languages.name_of(one.language.code), *told]))


def preview(reading: Reading, draft: Draft) -> str:
    """One line on what will be read, and the whole source in its order when it is unfolded."""
    article = reading.article
    pieces = "".join(_pieces(article, draft.restored))
    unfolded = " open" if draft.unfolded else ""
    return (
        f"{''.join(map(warning, article.warnings))}{_offer_read(draft)}"
        f'<details class="wb-source"{unfolded}><summary>{escape(_summary(reading))}</summary>'
        f'<div class="wb-pieces" role="region" tabindex="0" aria-label="{escape(texts.PIECES_OF)}">'
        f"{pieces}</div></details>"
    )


def _summary(reading: Reading) -> str:
    blocks = reading.article.blocks
    aside = [block for block in blocks if not block.kept]
    read = texts.WILL_BE_READ.format(
        sentences=counted(texts.SENTENCES, len(reading.sentences)),
        paragraphs=counted(texts.PARAGRAPHS, len(blocks) - len(aside)),
    )
    if not aside:
        return f"{read}."
    words = sum(count_words(block.text) for block in aside)
    left = texts.ASIDE.format(
        pieces=counted(texts.PIECES, len(aside)), words=counted(texts.WORDS, words)
    )
    return f"{read}{left}."


def _offer_read(draft: Draft) -> str:
    if draft.offered is None:
        return ""
    return f'<p class="wb-warning">{escape(texts.OFFER_READ)} {acts(act(texts.WHOLE, "whole"))}</p>'


def _pieces(article: Article, restored: Sequence[int]) -> Iterator[str]:
    offers = {offer.blocks[0]: number for number, offer in enumerate(article.offered, start=1)}
    for block in article.blocks:
        if number := offers.get(block.id):
            yield _offer(article.offered[number - 1].title, number)
        if not block.kept:
            yield _aside(block)
        elif block.id in restored:
            yield _restored(block)
        else:
            yield f"<p {direction(block.language)}>{_text(block)}</p>"


def _text(block: Block) -> str:
    text = escape(block.text)
    return f"<strong>{text}</strong>" if block.role == "title" else text


def _offer(title: str, number: int) -> str:
    button = acts(act(texts.READ_INSTEAD, "offer", offered=number))
    return f'<p class="wb-offer">{told(texts.OFFERED.format(title=title))} {button}</p>'


def _aside(block: Block) -> str:
    button = act(texts.RESTORE, "restore", of=_named(block), block=block.id)
    return (
        f'<div class="wb-piece"><p {direction(block.language)}><s>{escape(block.original)}</s></p>'
        f'<p class="wb-quiet">{told(block.reason or block.role)} {acts(button)}</p></div>'
    )


def _restored(block: Block) -> str:
    button = act(texts.ASIDE_AGAIN, "aside", of=_named(block), block=block.id)
    return (
        f'<div class="wb-piece"><p {direction(block.language)}>{escape(block.text)}</p>'
        f'<p class="wb-quiet">{escape(texts.RESTORED)} {acts(button)}</p></div>'
    )


def _named(block: Block) -> str:
    """A piece as one hears which it is."""
    return textwrap.shorten(block.text, NAMED, placeholder=" …")


def glossary(opened: Glossary) -> str:
    """What of a glossary is used, and which rows cannot be."""
    if not opened.name:
        return ""
    said = _glossary_said(opened).format(
        name=opened.name,
        count=counted(texts.TERM_COUNT, len(opened.terms)),
        broken=counted(texts.ROW_COUNT, len(opened.broken)),
    )
    shown = list(opened.broken[:MOST_ROWS])
    if more := len(opened.broken) - len(shown):
        shown.append(texts.MORE_ROWS.format(count=more))
    rows = "".join(f"<li>{told(row)}</li>" for row in shown)
    listed = f'<ul class="wb-quiet">{rows}</ul>' if rows else ""
    others = act(texts.USE_OTHERS, "terms") if opened.terms and not opened.used else ""
    return (
        f"{quiet(said, bad=bool(opened.broken) and not opened.used)}"
        f"{listed}{acts(others, act(texts.REMOVE_TERMS, 'unterms'))}"
    )


def _glossary_said(opened: Glossary) -> str:
    if not opened.terms:
        return texts.TERMS_ALL_BROKEN
    if not opened.used:
        return texts.TERMS_BROKEN
    return texts.TERMS_WITHOUT if opened.broken else texts.TERMS
