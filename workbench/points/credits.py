"""Sentences without the dateline or agency credit that they open with."""

from dataclasses import replace

from workbench.mentions import agencies, opening_credit
from workbench.records import TranslatedSentence

_OPENING = 120  # characters of a translation in which a credit would still show


def without_credit(row: TranslatedSentence, *, lang: str) -> TranslatedSentence:
    """The row as a key point reads it: what it says, not who sent it from where.

    `lang` is that of the translation. Where the article's sentence opens with a credit that is
    somewhere in the translation, but cannot be told from the rest, no translation is left.
    """
    credit = opening_credit(row.source, lang=row.language)
    source = row.source[credit[1] :] if credit else row.source
    translated = opening_credit(row.translation, lang=lang)
    if translated:
        told = row.translation[translated[1] :]
    elif credit and agencies(row.translation[:_OPENING], lang=lang):
        told = ""
    else:
        told = row.translation
    if (source, told) == (row.source, row.translation):
        return row
    return replace(row, source=source, translation=told[:1].upper() + told[1:])
