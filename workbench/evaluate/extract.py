"""Reading against labelled articles: the role of every word, and the metadata found."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, get_args

from workbench.errors import WorkbenchError
from workbench.evaluate.alignment import LOST, roles, same_letters
from workbench.evaluate.labelled import LANGUAGE, Entry, read
from workbench.evaluate.tables import ALL, aligned, counted, made_by, share
from workbench.reading import read_article
from workbench.records import KEPT, Article, Metadata, Role, Source

_ROLES = frozenset(get_args(Role))
_FIELDS = frozenset(one.name for one in fields(Metadata)) - {"found_in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One language. `words` counts words by (labelled role, role found).

    `told`: articles whose language was told; `labels` and `labels_right`: labelled fields of the
    metadata; `offers` and `offers_right`: articles labelled with what they offer; `changed`: kept
    blocks whose letters repair changed beyond variants of a letter.
    """

    lang: str
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    articles: int = 0
    refused: int = 0
    told: int = 0
    labels: int = 0
    labels_right: int = 0
    offers: int = 0
    offers_right: int = 0
    changed: int = 0

    @property
    def recall(self) -> float:
        """Of the words labelled title, body or quote, the share that is kept."""
        return share(self._both, sum(n for (label, _), n in self.words.items() if label in KEPT))

    @property
    def precision(self) -> float:
        """Of the words kept, the share labelled title, body or quote."""
        return share(self._both, sum(n for (_, role), n in self.words.items() if role in KEPT))

    @property
    def exact(self) -> float:
        """The share of all words that have the labelled role itself."""
        same = sum(n for (label, role), n in self.words.items() if label == role)
        return share(same, self.words.total())

    @property
    def _both(self) -> int:
        return sum(n for pair, n in self.words.items() if KEPT.issuperset(pair))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A row for each language by code, `whole` over all; `faults` of single articles by place."""

    rows: tuple[Row, ...]
    whole: Row
    faults: tuple[str, ...]
    signature: str

    def __str__(self) -> str:
        lines = aligned([_HEAD, *(_cells(row) for row in (*self.rows, self.whole))])
        confused = list(_confused(self.whole.words))
        return "\n".join(
            (
                *lines,
                *(("words of another role than labelled:", *confused) if confused else ()),
                *(("faults:", *(f"  {fault}" for fault in self.faults)) if self.faults else ()),
                f"signature: {self.signature}",
            )
        )


def extract(paths: Sequence[Path]) -> Report:
    """How well articles are read from their scraped text.

    One JSON object a line: `lang`; `blocks`, each a line of the text, with `text` and `role`, or
    with `parts` that have both and make up the line; where labelled, `metadata` (null: nothing
    is to be found) and `offered`, the titles of the articles set aside. Refused, with its line:
    anything else.
    """
    data = read(paths, _RULES)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    faults: list[str] = []
    for entry in data.entries:
        row, found = _measure(entry)
        rows[row.lang].append(row)
        faults += found
    languages = tuple(_sum(lang, rows[lang]) for lang in sorted(rows))
    return Report(
        rows=languages,
        whole=_sum(ALL, languages),
        faults=tuple(faults),
        signature=f"{made_by('extract', 'pycld2')} {data.signature} n:{len(data.entries)}",
    )


def _measure(entry: Entry) -> tuple[Row, list[str]]:
    """One article, and sentences on what is wrong with it beside the roles of its words."""
    lang, blocks = entry.values["lang"], [_parts(block) for block in entry.values["blocks"]]
    text = "\n".join("".join(part["text"] for part in parts) for parts in blocks)
    labels = [(word, p["role"]) for parts in blocks for p in parts for word in p["text"].split()]
    try:
        article = read_article(Source(text, name=entry.place))
    except WorkbenchError as error:
        lost = Counter((label, LOST) for _, label in labels)
        return Row(lang=lang, words=lost, articles=1, refused=1), [str(error)]
    found = roles([word for word, _ in labels], article.blocks)
    expected = entry.values.get("metadata") or {}
    wrong = list(_wrong(expected, article))
    offered = entry.values.get("offered")
    row = Row(
        lang=lang,
        words=Counter((label, role) for (_, label), role in zip(labels, found, strict=True)),
        articles=1,
        told=article.language.code == lang,
        labels=len(expected),
        labels_right=len(expected) - len(wrong),
        offers=offered is not None,
        offers_right=offered == [one.title for one in article.offered],
        changed=sum(not same_letters(block) for block in article.blocks if block.kept),
    )
    return row, [f"{entry.place}: {fault}" for fault in wrong]


def _parts(block: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    parts: Sequence[Mapping[str, str]] = block.get("parts") or [block]
    return parts


def _wrong(expected: Mapping[str, str | None], article: Article) -> Iterator[str]:
    for name, wanted in expected.items():
        value = article.title if name == "title" else getattr(article.metadata, name)
        found = value.isoformat() if isinstance(value, date) else value
        if found != wanted:
            yield f"{name} is {_shown(found)}, labelled {_shown(wanted)}"


def _shown(value: str | None) -> str:
    return "missing" if value is None else f"'{value}'"


def _sum(lang: str, rows: Sequence[Row]) -> Row:
    """Rows as one; every field but the name counts something."""
    counts = [one.name for one in fields(Row) if one.name not in {"lang", "words"}]
    return Row(
        lang=lang,
        words=sum((row.words for row in rows), Counter[tuple[str, str]]()),
        **{name: sum(getattr(row, name) for row in rows) for name in counts},
    )


_HEAD = (
    "language",
    "articles",
    "refused",
    "told",
    "words kept",
    "kept words right",
    "roles",
    "metadata",
    "offers",
    "changed",
)


def _cells(row: Row) -> tuple[str, ...]:
    shares = (f"{value:.4f}" for value in (row.recall, row.precision, row.exact))
    return (
        row.lang,
        *map(str, (row.articles, row.refused, row.told)),
        *shares,
        f"{row.labels_right}/{row.labels}",
        f"{row.offers_right}/{row.offers}",
        str(row.changed),
    )


def _confused(words: Counter[tuple[str, str]]) -> Iterator[str]:
    for label in sorted({label for label, _ in words}):
        others = {role: n for (own, role), n in words.items() if own == label != role}
        if others:
            yield f"  {label}: {counted(others)}"


def _are_blocks(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_block, value))


def _is_block(value: Any) -> bool:
    parts = value.get("parts", [value]) if isinstance(value, dict) else None
    return isinstance(parts, list) and bool(parts) and all(map(_is_part, parts))


def _is_part(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return False
    role = value.get("role")
    return isinstance(role, str) and role in _ROLES


def _are_fields(value: Any) -> bool:
    return value is None or (
        isinstance(value, dict)
        and value.keys() <= _FIELDS
        and all(text is None or isinstance(text, str) for text in value.values())
    )


def _are_titles(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(t, str) for t in value))


_RULES = {
    "lang": LANGUAGE,
    "blocks": (_are_blocks, "a list of lines, each with text and role, or parts that have both"),
    "metadata": (_are_fields, f"an object with some of {', '.join(sorted(_FIELDS))}"),
    "offered": (_are_titles, "a list of titles"),
}
