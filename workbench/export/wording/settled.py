"""Names, agreed terms and what a person changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.records import Briefing, Change, Name, Outcome, Spelling, Term, TermUse

NAMES = "Names spelt in more than one way"
TERMS = "Agreed terms"
CHANGES = "Changed by a person"
SHORT_FOR, PINNED = "short for", "pinned to"


def spelt_differently(briefing: Briefing) -> list[Name]:
    """The names of which one of several spellings is doubted, and those that a person pinned.

    "Qatar" and "Qatari" are two spellings of one name and nothing to doubt; what a glossary agreed
    on is told with the terms.
    """
    doubted: dict[int, list[str]] = {}
    for row in briefing.sentences:
        for finding in row.findings:
            if finding.kind == "spelling" and finding.target_span:
                words = row.translation[slice(*finding.target_span)]
                doubted.setdefault(row.id, []).append(words)

    def is_doubted(way: Spelling) -> bool:
        return any(
            words in way.text for number in way.sentences for words in doubted.get(number, ())
        )

    pinned = [change.after for change in briefing.changes if change.operation == "pinned"]
    return [
        name
        for name in briefing.names
        if _pinned_as(name, pinned)
        or (len(name.spellings) > 1 and any(map(is_doubted, name.spellings)))
    ]


def _pinned_as(name: Name, spellings: Sequence[str]) -> bool:
    """Whether a person wrote the spelling of a name, or that of which it is a part or a whole."""
    spelt = f" {name.pinned} "
    return name.pinned is not None and any(
        spelt in f" {written} " or f" {written} " in spelt for written in spellings
    )


def term_outcomes(
    uses: Iterable[TermUse],
) -> Iterator[tuple[Term, Mapping[Outcome, list[int]]]]:
    """Each agreed term once, and in which sentences what became of it."""
    found: dict[Term, dict[Outcome, list[int]]] = {}
    for use in uses:
        found.setdefault(use.term, {}).setdefault(use.outcome, []).append(use.sentence)
    yield from found.items()


def changed_text(change: Change) -> str:
    """What a change was about: “before” → “after”, or the one text where it stayed the same."""
    texts = dict.fromkeys((change.before, change.after))
    return " → ".join(f"“{text}”" for text in texts if text)


def change_counts(changes: Sequence[Change]) -> str:
    """What a person did, by operation: "1 marked fine, 2 reworded"."""
    operations = [one.operation for one in changes]
    return ", ".join(f"{operations.count(name)} {name}" for name in dict.fromkeys(operations))
