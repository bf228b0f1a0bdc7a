"""The words that the grammar can write, one list a language."""

import re
from pathlib import Path
from unicodedata import normalize

from benchmarks.demo.grammar import SLOT, Pattern, body_patterns, dateline, leads
from benchmarks.demo.numbers import CURRENCIES, FORMS
from benchmarks.demo.vocabulary import LANGS, vocabulary

WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The normalised words of a text: NFKC, case-folded, split at ZWNJ; no digits."""
    return WORD.findall(normalize("NFKC", text).casefold().replace("\u200c", " "))


def _patterns() -> list[Pattern]:
    return [
        *(part for lead in leads() for part in (lead.lead, lead.title, lead.summary)),
        *body_patterns(),
        dateline(),
    ]


def _texts(lang: str) -> list[str]:
    """Everything the grammar writes in one language; Arabic's "and" is glued to a word."""
    entries = [entry for category in vocabulary().values() for entry in category]
    texts = [form for entry in entries for key, form in entry.items() if key.startswith(lang)]
    for pattern in _patterns():
        template = pattern.templates[lang]
        texts += [
            choice for match in SLOT.finditer(template) for choice in match.groups()[2:] if choice
        ]
        texts.append(SLOT.sub(" ", template))
    place = ("en", "fa", "ar").index(lang)
    if place == 0:
        return [*texts, *FORMS, *CURRENCIES]
    units = [form for forms in FORMS.values() for form in (forms[:1] if place == 1 else forms[1:])]
    return [*texts, *units, *(forms[place - 1] for forms in CURRENCIES.values())]


def known_words(lang: str) -> list[str]:
    """Every word of the grammar in one of its languages (`en`, `fa`, `ar`), sorted."""
    words = {word for text in _texts(lang) for word in words_of(text)}
    return sorted(words | (_joined() if lang == "ar" else set()))


def _joined() -> set[str]:
    """Arabic words that the patterns write behind the conjunction."""
    countries = {f"و{word}" for entry in vocabulary()["country"] for word in words_of(entry["ar"])}
    verbs = {f"و{entry['ar']}" for entry in vocabulary()["trend"]}
    chosen = {
        f"و{choice}"
        for pattern in body_patterns()
        for match in re.finditer(r"و" + SLOT.pattern, pattern.templates["ar"])
        for choice in match.groups()[2:]
        if choice
    }
    return countries | verbs | chosen


def write_words(folder: Path) -> None:
    """One file for each language, a word a line."""
    folder.mkdir(parents=True, exist_ok=True)
    for lang, code in LANGS.items():
        text = "".join(f"{word}\n" for word in known_words(lang))
        (folder / f"{code}.txt").write_text(text, encoding="utf-8")
