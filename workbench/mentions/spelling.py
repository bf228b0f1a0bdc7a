"""The form in which two spellings of a word are equal."""

import unicodedata

# Letters that keyboards and languages exchange, after decomposition: Arabic and Persian yeh and
# kaf, the several hehs, Turkish dotless i.
_SAME = str.maketrans({
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ێ": "ی", "ك": "ک",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    "ٱ": "ا", "ı": "i", "ـ": None, "\u200c": None, "\u200d": None,
})  # fmt: skip


def fold(text: str) -> str:
    """No case, no marks, one letter for those that are exchanged; spaces stay.

    >>> fold("Août"), fold("كانون الأوّل") == fold("کانون الاول")
    ('aout', True)
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").translate(_SAME)
