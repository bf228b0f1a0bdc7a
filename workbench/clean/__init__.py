"""Raw blocks into an article: text repaired, and what is no part of it set aside, with reasons.

Each change is a step with the block's text before and after, so that the steps replayed on
`original` give `text`. Nothing is deleted: what is set aside stays and can be restored.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from workbench import languages
from workbench.clean.credits import credits
from workbench.clean.cuts import Known, cut, known_words
from workbench.clean.folding import count_words
from workbench.clean.joiners import restore_joiners
from workbench.clean.lines import Page, line_of
from workbench.clean.marks import languages_with_cases
from workbench.clean.repairs import REPAIRS, repair_variants
from workbench.clean.restoring import restore, source_of
from workbench.clean.roles import give_roles
from workbench.clean.telling import SPOKEN, offered, warnings
from workbench.records import Article, Block, Detection, Metadata, RawBlock, Step

__all__ = ["clean", "count_words", "repair", "repair_letters", "restore", "source_of"]

NOTHING_KNOWN = Metadata()
SAMPLE = 40  # blocks that tell the language before any is cut
Speak = Callable[[Sequence[str]], tuple[Detection, list[str]]]
"""What the whole reads like, and the language of each text."""


def clean(
    raw: Sequence[RawBlock],
    *,
    metadata: Metadata = NOTHING_KNOWN,
    lang: str | None = None,
    zwnj: bool = True,
) -> Article:
    """The article that the raw blocks hold; every character of them is in some block.

    `lang` is its language where detection should not be asked. With `zwnj`, Persian words that
    lost their ZWNJ have it again where that is certain.
    """
    article = read(raw, partial(languages_of, lang=lang), metadata, lang=lang, zwnj=zwnj)
    kept = language_kept(article)
    if lang is not None or not languages.contradicts(kept, article.language.code):
        return article
    speak = partial(languages_apart, found=kept)
    again = replace(read(raw, speak, metadata, lang=kept.code, zwnj=zwnj), language=kept)
    told = language_kept(again)
    # Where we have no cases of that language nothing would be set aside, and all be read.
    same = told.code == kept.code
    return replace(again, language=told) if same else replace(article, language=kept)


def read(
    raw: Sequence[RawBlock], speak: Speak, metadata: Metadata, *, lang: str | None, zwnj: bool
) -> Article:
    """The article where `speak` tells the languages."""
    known = known_words([block.text for block in raw]) if may_cut(raw, lang) else None
    blocks, steps, found = prepare(divide(raw, known), speak)
    whole = Detection(languages.get(lang).code, 1.0) if lang else found
    doubt = languages.contradiction(lang, found) if lang else None
    if zwnj:
        blocks, joined = change(blocks, "lost ZWNJ", restore_joiners)
        steps += joined
    page = give_roles(Page(tuple(map(line_of, blocks)), whole.code, metadata))
    blocks = [line.block for line in page.lines]
    return Article(
        title=next((block.text for block in blocks if block.role == "title"), None),
        language=whole,
        metadata=credits(blocks, metadata=metadata),
        blocks=tuple(blocks),
        steps=steps,
        offered=offered(blocks),
        warnings=((doubt,) if doubt else ()) + warnings(blocks),
    )


def language_kept(article: Article) -> Detection:
    """What the text that is kept reads like; another article's words that follow say nothing."""
    kept = [block for block in article.blocks if block.kept]
    if all(block.language == article.language.code for block in kept):
        return article.language
    return languages.detect_article(tuple(dict.fromkeys(block.text for block in kept)))[0]


def may_cut(raw: Sequence[RawBlock], lang: str | None) -> bool:
    """Whether the article's language has labelled cases of ours; its first blocks tell."""
    if lang is None:
        speak = partial(languages_of, lang=None)
        lang = prepare(divide(raw[:SAMPLE], None), speak)[-1].code
    return lang in languages_with_cases()


def divide(raw: Sequence[RawBlock], known: Known | None) -> list[Block]:
    """Blocks of the raw ones, cut where a span at an end is no part of the text.

    Without the words that the article has none is cut.
    """
    parts_of = {text: cut(text, known) for text in {block.text for block in raw}}
    parts = [
        (number, block.kind, part)
        for number, block in enumerate(raw, start=1)
        for part in parts_of[block.text]
    ]
    return [
        Block(
            id=id,
            text=part.text,
            original=part.text,
            raw=number,
            start=part.start,
            kind=kind,
            flags=part.flags,
        )
        for id, (number, kind, part) in enumerate(parts, start=1)
    ]


def prepare(
    blocks: Sequence[Block], speak: Speak
) -> tuple[list[Block], tuple[Step, ...], Detection]:
    """The blocks repaired and with their languages, the steps, and what the whole reads like."""
    repaired, steps = repair_blocks(blocks)
    found, each = speak([block.text for block in repaired])
    spoken = [replace(b, language=code) for b, code in zip(repaired, each, strict=True)]
    lettered, letters = repair_letters(spoken)
    return lettered, (*steps, *letters), found


def languages_of(texts: Sequence[str], lang: str | None) -> tuple[Detection, list[str]]:
    """What the whole reads like, and the language of each text, where `lang` is the whole's.

    A text that is repeated has one voice.
    """
    distinct = tuple(dict.fromkeys(texts))
    found, codes = languages.detect_article(distinct)
    own = languages.get(lang).code if lang else found.code
    of = dict(zip(distinct, codes, strict=True))
    return found, [own if of[text] == found.code else of[text] for text in texts]


def languages_apart(texts: Sequence[str], found: Detection) -> tuple[Detection, list[str]]:
    """The language found, and that of each text: its own where it is clearly another."""
    own = {text: languages.detect(text) for text in texts}
    apart = {
        text: count_words(text) >= SPOKEN and languages.contradicts(told, found.code)
        for text, told in own.items()
    }
    return found, [own[text].code if apart[text] else found.code for text in texts]


def repair_blocks(blocks: Sequence[Block]) -> tuple[list[Block], list[Step]]:
    """The blocks with their texts repaired, and the steps."""
    steps = [step for block in blocks for step in repair(block.original, block=block.id)]
    last = {step.block: step.after for step in steps}
    repaired = [
        replace(block, text=last[block.id]) if block.id in last else block for block in blocks
    ]
    return repaired, steps


def repair(text: str, *, block: int) -> list[Step]:
    """The steps that change `text`, in order, each starting from the last one's result."""
    steps = []
    for name, function in REPAIRS.items():
        after = function(text)
        if after != text:
            steps.append(Step(block, name, text, after))
            text = after
    return steps


def repair_letters(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Step, ...]]:
    """Letter variants (ي for ی, ك for ک) repaired by each block's language, and the steps."""
    return change(blocks, "letter variants", repair_variants)


def change(
    blocks: Sequence[Block], name: str, function: Callable[[str, str], str]
) -> tuple[list[Block], tuple[Step, ...]]:
    """The blocks with a function of text and language applied, and a step for each change."""
    texts = [function(block.text, block.language) for block in blocks]
    changed = [
        replace(block, text=text) if text != block.text else block
        for block, text in zip(blocks, texts, strict=True)
    ]
    steps = tuple(
        Step(block.id, name, block.text, text)
        for block, text in zip(blocks, texts, strict=True)
        if text != block.text
    )
    return changed, steps
