"""A source into an article: loaded, cleaned, its language known."""

from dataclasses import replace

from workbench import languages
from workbench.clean import clean, repair_letters
from workbench.errors import InputError, LanguageError
from workbench.load import load
from workbench.records import Article, Detection, Source


def read_article(source: Source, *, from_: str | None = None) -> Article:
    """The article of `source`; `from_` names its language instead of detection.

    A block that is clearly in another language keeps its own. Refuses a text whose language
    cannot be told.
    """
    loaded = load(source)
    blocks, steps = clean(loaded.blocks)
    whole, each = languages.detect_article([block.text for block in blocks])
    if from_:
        each = tuple(from_ if code == whole.code else code for code in each)
        whole = Detection(languages.get(from_).code, 1.0)
    if whole.code == "und":
        raise LanguageError(
            f"{source.name}: the language of this text could not be told; name it (on the command "
            f"line: --from pes_Arab)"
        )
    blocks = tuple(replace(b, language=code) for b, code in zip(blocks, each, strict=True))
    blocks, repairs = repair_letters(blocks)
    if not any(block.kept for block in blocks):
        raise InputError(f"{source.name} holds no words; give the text of an article")
    return Article(
        title=next((block.text for block in blocks if block.role == "title"), None),
        language=whole,
        metadata=loaded.metadata,
        blocks=blocks,
        steps=(*steps, *repairs),
    )
