"""What made a briefing, and how far its words are a machine's."""

from collections.abc import Iterator, Sequence

from workbench.records import BY_MACHINE, Briefing, ModelUse, Provenance

NO_LICENCE = "licence not named"
_MACHINE = "All translations, those of quotations included, are machine translations"
EXCEPT_BY_HAND = f"{_MACHINE}, except where a person corrected one."


def machine_note(briefing: Briefing) -> str | None:
    """That translations, quotations included, are a machine's; None where none is."""
    made = {row.made for row in briefing.sentences}
    if not made & BY_MACHINE:
        return None
    return EXCEPT_BY_HAND if "human" in made else f"{_MACHINE}."


def licences(models: Sequence[ModelUse]) -> str | None:
    """Which models made it, each once and with its licence; None where none did."""
    named = dict.fromkeys(f"{use.name} ({use.license or NO_LICENCE})" for use in models)
    return f"Models: {', '.join(named)}." if named else None


def provenance(made: Provenance) -> Iterator[tuple[str, str]]:
    """What the text is, when it was read and what made the briefing: labels and values."""
    yield "source", made.source
    yield "SHA-256 of its text", made.text_sha256
    yield "made", made.created
    yield from ((use.task, model(use)) for use in made.models)
    yield "versions", ", ".join(f"{of} {version}" for of, version in made.versions.items())
    yield "seconds", ", ".join(f"{stage} {spent:g}" for stage, spent in made.seconds.items())


def model(use: ModelUse) -> str:
    """A model with all that can change what it writes."""
    options = ", ".join(f"{option} {value:g}" for option, value in use.decoding.items())
    return (
        f"{use.name}: {use.repo}, revision {use.revision or 'unknown'}, "
        f"licence {use.license or 'unknown'}; decoding {options}; signature {use.signature}"
    )
