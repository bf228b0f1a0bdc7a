"""The sentences of an article that may be shown by themselves, some with a name in brackets."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.grammar import says, speakers
from workbench.points import people, standing
from workbench.points.credits import without_credit
from workbench.points.cues import Cues, cues
from workbench.records import TranslatedSentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """`place` counts body sentences from 0; of the `ids` the sentence's own is first."""

    place: int
    text: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The body's rows in order, and what is known of the language they were translated into.

    `introduced` has, for each row that is somebody's speech, the place of the row that names the
    speaker, and its own place where that is unclear.
    """

    rows: Sequence[TranslatedSentence]
    lang: str
    target: Cues
    introduced: Sequence[int | None]

    @classmethod
    def of(cls, rows: Sequence[TranslatedSentence], lang: str) -> "Body":
        return cls(rows, lang, cues(lang), _introduced(rows, lang))

    def leans(self, place: int) -> set[standing.Lean]:
        row = self.rows[place]
        found = standing.lean(row.source, cues(row.language))
        return {found, standing.lean(row.translation, self.target)} - {"none"}

    def speaker(self, place: int) -> tuple[str, int] | None:
        """Name of who speaks in the sentence at `place`, and the place that gives the name."""
        row = self.rows[place]
        if not says(row.translation, lang=self.lang):
            return None
        if self.leans(place):
            return self.antecedent(place)
        name = people.opening_person(row.translation, self.target)
        return (name, place) if name else None

    def antecedent(self, place: int) -> tuple[str, int] | None:
        """The one person the pronoun at `place` can mean, and the place that gives the name."""
        pronoun = _pronoun(self.rows[place].translation)
        if place == 0 or pronoun is None or self.introduced[place - 1] is not None:
            return None
        before = self.rows[place - 1].translation
        if self.leans(place - 1):
            same = _pronoun(before) == pronoun
            only = people.alone(before, before.split()[0], self.target) if before else False
            return self.antecedent(place - 1) if same and only else None
        name = people.opening_person(before, self.target)
        only = name is not None and people.alone(before, name, self.target)
        return (name, place - 1) if name and only else None


def _introduced(rows: Sequence[TranslatedSentence], lang: str) -> list[int | None]:
    """The speaker that a row names itself; where it has none, what both of its sides tell."""
    places = {row.id: place for place, row in enumerate(rows)}
    told = speakers(
        [[(row.source, row.language), (row.translation, lang)] for row in rows],
        blocks=[row.block for row in rows],
    )
    found: list[int | None] = []
    for place, (row, shown) in enumerate(zip(rows, told, strict=True)):
        own = places.get(row.speaker) if isinstance(row.speaker, int) else None
        unclear = shown == "unclear" or (shown is None and row.speaker is not None)
        named = shown if isinstance(shown, int) else place if unclear else None
        found.append(named if own is None else own)
    return found


_PRONOUNS = {"he": "he", "his": "he", "she": "she", "her": "she"}


def _pronoun(text: str) -> str | None:
    first = text.split(maxsplit=1)[:1]
    return _PRONOUNS.get(first[0].casefold()) if first else None


def _usable(row: TranslatedSentence, target: Cues) -> bool:
    if not row.translation.strip() or row.flags or row.to_check:
        return False
    sides = ((row.source, cues(row.language)), (row.translation, target))
    return not any(
        standing.is_fragment(text, known) or standing.quotation_without_speaker(text, known)
        for text, known in sides
    )


def _candidate(body: Body, place: int) -> Candidate | None:
    row = body.rows[place]
    if not _usable(row, body.target):
        return None
    leans, introduced = body.leans(place), body.introduced[place]
    if introduced is None and not leans:
        return Candidate(place, row.translation, (row.id,))
    if "other" in leans or introduced == place:
        return None
    named = body.antecedent(place) if introduced is None else body.speaker(introduced)
    if named is None:
        return None
    name, where = named
    return Candidate(place, f"[{name}] {row.translation}", (row.id, body.rows[where].id))


def candidates(rows: Sequence[TranslatedSentence], *, lang: str) -> list[Candidate]:
    """The body's sentences that stand alone, in article order.

    A pronoun or a speech is given its person in brackets where exactly one can be meant: the
    subject, shown by a title, of the sentence before or of the one that introduces the speech.
    Names are looked for in English translations only; elsewhere such sentences are left out.
    """
    body = Body.of([without_credit(row, lang=lang) for row in rows], lang)
    found = (_candidate(body, place) for place in range(len(rows)))
    return [candidate for candidate in found if candidate]
