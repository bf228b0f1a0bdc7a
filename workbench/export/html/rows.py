"""The article sentence by sentence, in both languages, and the sentences that are cited."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from workbench import languages
from workbench.export import wording
from workbench.export.html.elements import (
    Content,
    direction,
    element,
    isolated,
    listed,
    section,
    sentence_links,
    told,
)
from workbench.records import Briefing, Finding, TranslatedSentence


def bilingual(briefing: Briefing) -> Element | None:
    """A table with a row for each sentence: `sentence-N`, in the order of the article."""
    if not briefing.sentences:
        return None
    source, target = (
        languages.name_of(briefing.article.language.code),
        languages.name_of(briefing.target),
    )
    pair = source if source == target else f"{source} to {target}"
    columns = (wording.NUMBER, wording.ORIGINAL, wording.TRANSLATION)
    head = element("tr", (element("th", column, scope="col") for column in columns))
    return section(
        wording.ROWS.format(languages=pair),
        element("table", element("thead", head), element("tbody", _rows(briefing)), class_="rows"),
        class_="article",
    )


def _rows(briefing: Briefing) -> Iterator[Element]:
    titles = {block.id for block in briefing.article.blocks if block.role == "title"}
    before: int | None = None
    for row in briefing.sentences:
        style = "title" if row.block in titles else None if row.block == before else "first"
        before = row.block
        number = element("a", str(row.id), href=f"#sentence-{row.id}")
        cells = _copied(row) if row.made == "copied" else _both(row, briefing.target)
        yield element(
            "tr", element("th", number, scope="row"), cells, id=f"sentence-{row.id}", class_=style
        )


def _copied(row: TranslatedSentence) -> Element:
    """A row whose source is in the language asked for: it is said once."""
    findings = _findings(row, "source"), _findings(row, "translation")
    return element("td", _said(_source(row), row.language), _notes(row), findings, colspan="2")


def _both(row: TranslatedSentence, target: str) -> list[Element]:
    translation = marked(row.translation, [finding.target_span for finding in row.to_check])
    untranslated = element("p", wording.UNTRANSLATED, class_="quiet")
    said = _said(translation, target) if row.made else untranslated
    return [
        element("td", _said(_source(row), row.language), _findings(row, "source")),
        element("td", said, _notes(row), _findings(row, "translation")),
    ]


def _source(row: TranslatedSentence) -> list[Content]:
    return marked(row.source, [finding.source_span for finding in row.to_check])


def _said(text: Content, lang: str) -> Element:
    return element("p", text, **direction(lang))


def marked(text: str, spans: Iterable[tuple[int, int] | None]) -> list[Content]:
    """The text with what the spans cover marked."""
    return [
        element("mark", piece) if covered else piece
        for piece, covered in wording.pieces(text, spans)
    ]


def _notes(row: TranslatedSentence) -> Element | None:
    """Its flags, and how it was made where that is not a matter of course."""
    said = wording.notes(row)
    return element("p", "; ".join(said), class_="quiet") if said else None


def _findings(row: TranslatedSentence, about: str) -> Element | None:
    findings = [finding for finding in row.findings if finding.about == about]
    made = listed(_finding(finding) for finding in wording.distinct(findings))
    if made is not None:
        made.set("class", "findings")
    return made


def _finding(finding: Finding) -> Element:
    return element(
        "span",
        element("b", wording.about(finding)),
        f" ({wording.standing(finding)}): ",
        told(finding.message),
        class_="open" if finding.open else "quiet",
    )


def to_check(briefing: Briefing) -> Element | None:
    """The rows that somebody should look at, each with what is doubtful about it."""
    rows = [row for row in briefing.sentences if row.to_check]
    return section(
        wording.TO_CHECK,
        listed(
            (
                element("strong", sentence_links([row.id])),
                " ",
                isolated(row.translation or row.source, briefing.target if row.made else None),
                listed(_finding(finding) for finding in wording.distinct(row.to_check)),
            )
            for row in rows
        ),
        class_="doubts",
    )


def citations(briefing: Briefing) -> Element | None:
    """The original of every sentence that a statement rests on, above its translation."""
    return section(
        wording.CITED,
        (
            element(
                "div",
                element("p", sentence_links([row.id])),
                _said(row.source, row.language),
                None if row.made in (None, "copied") else _said(row.translation, briefing.target),
                class_="cited",
            )
            for row in wording.cited(briefing)
        ),
    )
