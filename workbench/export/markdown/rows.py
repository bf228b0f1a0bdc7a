"""The article sentence by sentence, with what is doubtful about each, and what made it."""

from collections.abc import Iterator
from itertools import groupby

from workbench.export import wording
from workbench.export.markdown.escaping import code, isolated, language_name, text, told
from workbench.records import Briefing, Finding, ModelUse, TranslatedSentence


def bilingual(briefing: Briefing) -> Iterator[str]:
    if not briefing.sentences:
        return
    source, target = language_name(briefing.article.language.code), language_name(briefing.target)
    pair = source if source == target else f"{source} to {target}"
    yield f"## {wording.ROWS.format(languages=pair)}"
    if note := wording.machine_note(briefing):
        yield note
    for _, rows in groupby(briefing.sentences, key=lambda row: row.block):
        yield "\n".join(whole(row) for row in rows)


def whole(row: TranslatedSentence) -> str:
    """A row, its source on a line of its own, and a line for each finding."""
    return "\n".join(
        [*both(row), *(f"    {doubt(finding)}  " for finding in wording.distinct(row.findings))]
    )


def both(row: TranslatedSentence) -> Iterator[str]:
    notes = wording.notes(row)
    flags = f" ({text('; '.join(notes))})" if notes else ""
    if row.made == "copied":
        yield f"[{row.id}] {text(row.source)}{flags}  "
        return
    translation = text(row.translation) if row.made else f"({wording.UNTRANSLATED})"
    yield f"[{row.id}] {translation}{flags}  "
    yield f"    {isolated(row.source, row.language)}  "


def doubt(finding: Finding) -> str:
    return told(f"{wording.about(finding)} ({wording.standing(finding)}): {finding.message}")


def provenance(briefing: Briefing) -> Iterator[str]:
    made = briefing.provenance
    versions, seconds = made.versions.items(), made.seconds.items()
    yield f"## {wording.PROVENANCE}"
    lines = [
        f"source: {text(made.source)}",
        f"SHA-256 of its text: {code(made.text_sha256)}",
        f"made: {code(made.created)}",
        *(model(use) for use in made.models),
        f"versions: {', '.join(f'{text(of)} {code(version)}' for of, version in versions)}",
        f"seconds: {', '.join(f'{text(stage)} {spent:g}' for stage, spent in seconds)}",
    ]
    yield "\n".join(f"- {line}" for line in lines)


def model(use: ModelUse) -> str:
    options = ", ".join(f"{option} {value:g}" for option, value in use.decoding.items())
    return (
        f"{use.task}: {code(use.repo)}, revision {code(use.revision or 'unknown')}, "
        f"licence {text(use.license or 'unknown')}; decoding {code(options)}; "
        f"signature {code(use.signature)}"
    )
