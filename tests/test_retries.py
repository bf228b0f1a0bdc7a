"""Rows that fail a check: tried again in the ways that suit, the best kept, none lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doubles import Fault, FaultyEngine, WordEngine, a_spec
from tests.memories import Said, generated
from tests.test_translate import rows_by_id, sentences
from workbench.errors import ModelError, ResourceError, WorkbenchError
from workbench.memory import Remembered
from workbench.records import (
    Decoding,
    Finding,
    Generated,
    Term,
    TranslatedSentence,
    never,
)
from workbench.translate import ladder, rows, term_uses, translate
from workbench.translate.effort import Effort
from workbench.translate.job import Job
from workbench.translate.ways import halves, ways

SEEN = {
    "LOOP": Finding(kind="repetition", severity="high", message="a loop"),
    "LOST": Finding(kind="dropped", severity="medium", message="a loss"),
    "WRONG": Finding(kind="number", severity="medium", message="a number"),
    "ODD": Finding(kind="name", severity="low", message="a name"),
}
CLEAN, BAD = "une phrase sans faute", "une phrase difficile"
LONG = "il est venu hier soir; elle est partie ce matin"


def by_words(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Finding, ...]:
    """A check that finds what is written in the translation."""
    return tuple(found for word, found in SEEN.items() if word in translation)


@pytest.fixture(autouse=True)
def telling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "check", by_words)


def adding(word: str) -> Callable[[str], str]:
    return lambda text: f"{text} {word}"


def an_engine(fault: Fault, text: str = BAD, **changes: object) -> FaultyEngine:
    engine = WordEngine(a_spec("words", "translate", **changes), write=str.upper)
    return FaultyEngine(engine, {text: fault})


def asked(engine: FaultyEngine) -> list[tuple[str, ...]]:
    assert isinstance(engine.engine, WordEngine)
    return engine.engine.asked


def one(engine: FaultyEngine, text: str = BAD) -> TranslatedSentence:
    *_, row = translate(sentences([text]), engine, target="eng_Latn")
    return row


def test_a_persons_translation_is_checked_and_never_tried_again(tmp_path: Path) -> None:
    """As `decisions.correct` checks it: a wrong number is told after a restart too."""
    engine = an_engine(Fault(adding("WRONG")))
    terms = [Term("phrase", "sentence", "")]
    with Said().memory(tmp_path) as memory:
        memory.edit(BAD, "my own WRONG words", source="fra_Latn", target="eng_Latn")
        (row,) = translate(sentences([BAD]), engine, target="eng_Latn", memory=memory, terms=terms)
    assert (row.translation, row.made, row.retry) == ("my own WRONG words", "human", None)
    assert [finding.kind for finding in row.findings] == ["number", "term"]
    assert asked(engine) == []


def test_what_passes_is_not_tried_again() -> None:
    engine = an_engine(Fault(adding("ODD")))
    row = one(engine)
    assert (row.made, row.retry, row.findings) == ("model", None, (SEEN["ODD"],))
    assert asked(engine) == [(BAD,)]


@pytest.mark.parametrize(
    ("word", "heals", "retry"),
    [
        ("WRONG", lambda d: d.num_beams == 8, "8 beams"),
        ("LOOP", lambda d: d.repetition_penalty > 1, "repetition penalty 1.3"),
        ("LOST", lambda d: d.coverage_penalty > 0, "coverage penalty 0.2"),
    ],
)
def test_other_options_mend_a_row_that_says_so(
    word: str, heals: Callable[[Decoding], bool], retry: str
) -> None:
    engine = an_engine(Fault(adding(word), heals))
    row = one(engine)
    assert (row.made, row.retry, row.findings) == ("retry", retry, ())
    assert row.translation == BAD.upper()
    assert len(asked(engine)) == 2  # what suits the finding is tried first


def test_a_sentence_is_split_at_its_clauses_and_joined() -> None:
    engine = an_engine(Fault(adding("LOST")), LONG)
    row = one(engine, LONG)
    assert asked(engine) == [
        (LONG,),
        ("il est venu hier soir;", "elle est partie ce matin"),
    ]
    assert (row.translation, row.flags, row.to_check) == (LONG.upper(), ("cut",), ())
    assert (row.made, row.retry) == ("retry", "split at clause marks")


def test_what_no_try_mends_keeps_its_first_translation_and_its_findings() -> None:
    engine = an_engine(Fault(adding("WRONG"), parts=True), LONG)
    row = one(engine, LONG)
    assert (row.translation, row.findings) == (f"{LONG.upper()} WRONG", (SEEN["WRONG"],))
    assert (row.made, row.retry) == ("model", None)
    assert len(asked(engine)) == 1 + ladder.TRIES


def test_there_are_at_most_three_tries() -> None:
    engine = an_engine(Fault(adding("LOST"), parts=True), LONG)
    assert len(asked(engine)) == 0
    one(engine, LONG)
    assert len(asked(engine)) == 4


def test_a_better_try_stays_though_it_fails_too() -> None:
    worse = Fault(adding("LOOP LOST"), lambda d: d.repetition_penalty > 1)
    engine = FaultyEngine(an_engine(Fault(adding("LOST"))), {BAD: worse})
    row = one(engine)
    assert (row.retry, row.findings) == ("repetition penalty 1.3", (SEEN["LOST"],))
    # The next tries are those against what is left.
    signatures = [way.name for way in ways(engine, Job(target="eng_Latn")).against(row.findings[0])]
    assert signatures[:2] == ["split at clause marks", "coverage penalty 0.2"]


def test_a_translation_that_is_not_whole_never_takes_the_place_of_one_that_is() -> None:
    def write(text: str) -> str:
        return "LOOP WRONG LOST"

    class Empty(WordEngine):
        def decoding(self, **changes: float) -> WordEngine:
            return replace(self, write=lambda text: "")

    row = one(FaultyEngine(Empty(a_spec("words", "translate"), write=write), {}))
    assert (row.translation, row.made) == ("LOOP WRONG LOST", "model")


def test_all_rows_come_at_once_and_those_that_a_try_mends_again_at_the_end() -> None:
    texts = [BAD, *(f"{CLEAN} {n}" for n in range(5)), "une autre"]
    healed = Fault(adding("WRONG"), lambda d: d.num_beams == 8)
    doubted = Fault(adding("ODD"))
    engine = WordEngine(a_spec("words", "translate"), write=str.upper)
    faulty = FaultyEngine(engine, {BAD: healed, "une autre": healed, f"{CLEAN} 2": doubted})
    made = list(translate(sentences(texts), faulty, target="eng_Latn"))
    assert sorted(row.id for row in made[:7]) == [*range(1, 8)]
    assert [row.retry for row in made[:7]] == [None] * 7
    assert sorted((row.id, row.retry) for row in made[7:]) == [(1, "8 beams"), (7, "8 beams")]
    assert engine.asked == [tuple(texts), (BAD, "une autre")]


def test_the_worst_rows_are_urgent() -> None:
    urgencies = []

    class Watched(WordEngine):
        def generate(
            self, texts: Sequence[str], *, urgent: int = 0, **options: object
        ) -> Iterator[tuple[int, Generated]]:
            urgencies.append((tuple(texts), urgent))
            return super().generate(texts, urgent=urgent, **options)  # type: ignore[arg-type]

    engine = Watched(a_spec("words", "translate"), write=str.upper)
    faults = {BAD: Fault(adding("WRONG")), "une autre": Fault(adding("WRONG LOOP"))}
    list(translate(sentences([BAD, "une autre"]), FaultyEngine(engine, faults), target="eng_Latn"))
    assert urgencies[1] == (("une autre",), 1)
    assert urgencies[2] == ((BAD,), 0)


def test_a_runtime_without_an_option_is_not_asked_for_it() -> None:
    fault = Fault(adding("LOST"), lambda d: d.coverage_penalty > 0)
    engine = replace(an_engine(fault), lacks=frozenset({"coverage_penalty"}))
    row = one(engine)
    assert (row.retry, row.findings) == (None, (SEEN["LOST"],))
    assert len(asked(engine)) == 1 + 2  # beams and the other penalty; there is nothing to split


def test_options_that_are_the_models_own_are_not_tried_again() -> None:
    own = Decoding(num_beams=16, repetition_penalty=1.5)
    engine = an_engine(Fault(adding("WRONG")), decoding=own)
    one(engine)
    assert len(asked(engine)) == 1


def test_rows_that_fail_are_not_lost_when_stopped() -> None:
    engine = an_engine(Fault(adding("WRONG"), lambda d: d.num_beams == 8))
    made: list[TranslatedSentence] = []
    for row in translate(
        sentences([CLEAN, CLEAN, BAD]), engine, target="eng_Latn", stop=lambda: bool(made)
    ):
        made.append(row)
    assert [(row.id, row.findings) for row in made] == [(3, (SEEN["WRONG"],)), (2, ())]
    assert len(asked(engine)) == 1


@pytest.mark.parametrize("error", [ModelError("not a number"), ResourceError("not enough memory")])
def test_what_other_options_cannot_do_keeps_the_first_try(error: WorkbenchError) -> None:
    class Greedy(WordEngine):
        def generate(
            self, texts: Sequence[str], **options: object
        ) -> Iterator[tuple[int, Generated]]:
            if self.spec.decoding.num_beams > 4:
                raise error
            return super().generate(texts, **options)  # type: ignore[arg-type]

    greedy = Greedy(a_spec("words", "translate"), write=str.upper)
    healed = Fault(adding("WRONG"), lambda d: d.repetition_penalty > 1)
    assert one(FaultyEngine(greedy, {BAD: healed})).retry == "repetition penalty 1.3"


def test_a_remembered_failure_is_tried_again_and_the_retry_remembered(tmp_path: Path) -> None:
    engine = an_engine(Fault(adding("WRONG"), lambda d: d.num_beams == 8))
    with Said().memory(tmp_path) as memory:
        for calls in (2, 2):
            *_, row = translate(sentences([BAD]), Remembered(engine, memory), target="eng_Latn")
            assert (row.made, row.retry) == ("retry", "8 beams")
            assert len(asked(engine)) == calls


def test_many_remembered_failures_are_counted_once_each(tmp_path: Path) -> None:
    counted: list[int] = []

    class Counting(WordEngine):
        def count(self, texts: Sequence[str], *, source: str) -> list[int]:
            counted.append(len(texts))
            return super().count(texts, source=source)

    engine = Counting(a_spec("words", "translate"), write=adding("WRONG"))
    texts = sentences([f"{BAD} {n}" for n in range(50)])
    with Said().memory(tmp_path) as memory:
        for _ in range(2):
            counted.clear()
            assert len(list(translate(texts, Remembered(engine, memory), target="eng_Latn"))) == 50
    assert len(counted) < 50 * 20


@pytest.mark.parametrize(
    ("flag", "severity", "message"),
    [
        ("length limit", "high", "The translation stops at the model's length limit."),
        ("empty", "high", "The model wrote nothing for this sentence or a part of it."),
        (
            "language not read",
            "medium",
            "The model does not read this language: the sentence is not translated.",
        ),
    ],
)
def test_every_flag_of_a_row_that_is_not_whole_is_a_finding(
    flag: str, severity: str, message: str
) -> None:
    (sentence,) = sentences([BAD])
    (finding,) = rows.row(sentence, flags=[flag]).to_check
    assert (finding.kind, finding.severity, finding.message) == (flag, severity, message)


class Timed(WordEngine):
    """A word takes a second each beam, on a clock of its own."""

    seconds = 0.0

    def generate(
        self, texts: Sequence[str], *, stop: Callable[[], bool] = never, **options: object
    ) -> Iterator[tuple[int, Generated]]:
        for index, text in enumerate(texts):
            if stop():
                return
            Timed.seconds += len(text.split()) * self.spec.decoding.num_beams
            self.asked.append((text,))
            yield index, self._generated(text)


@pytest.fixture
def effort() -> Effort:
    Timed.seconds = 0.0
    return Effort(now=lambda: Timed.seconds)


def timed(count: int, effort: Effort, clean: int = 0) -> Timed:
    """The engine after `count` sentences of two words that always fail, and some that pass."""
    engine = Timed(a_spec("words", "translate"), write=str.upper)
    texts = [f"mauvaise {n}" for n in range(count)] + [f"bonne {n}" for n in range(clean)]
    faults = {text: Fault(adding("WRONG")) for text in texts[:count]}
    made = translate(
        sentences(texts), FaultyEngine(engine, faults), target="eng_Latn", effort=effort
    )
    assert len(rows_by_id(list(made))) == len(texts)
    return engine


def test_retries_take_a_quarter_of_the_time_at_most(effort: Effort) -> None:
    timed(30, effort, clean=30)
    assert effort.first.seconds == 60 * 8
    assert 0.6 * 120 < effort.again.seconds <= 120
    assert 0 < len(effort.retried) < 30


def test_retries_of_a_short_text_have_five_seconds(effort: Effort) -> None:
    effort.first.seconds = 0.0
    assert effort.left == 5.0
    effort.first.seconds = 19.0
    assert effort.left == 5.0
    effort.first.seconds = 40.0
    assert effort.left == 10.0


def test_what_does_not_fit_into_the_time_is_not_begun(effort: Effort) -> None:
    engine = timed(1, effort)  # 8 seconds; 16 more with twice the beams
    assert len(engine.asked) == 1
    assert effort.again.seconds == 0
    assert effort.retried == set()


def test_a_text_that_takes_no_time_has_every_try(effort: Effort) -> None:
    engine = an_engine(Fault(adding("WRONG")))
    list(translate(sentences([BAD]), engine, target="eng_Latn", effort=effort))
    assert effort.retried == {1}


def test_while_no_speed_is_known_one_is_tried_at_a_time(effort: Effort) -> None:
    assert effort.affords([7, 7, 7]) == 1
    assert effort.affords([]) == 0
    effort.again.seconds, effort.again.work = 1.0, 7.0
    assert effort.affords([7, 7, 7, 7, 7, 7]) == 4


def test_first_tries_in_full_batches_tell_little_of_a_few_sentences_alone(effort: Effort) -> None:
    effort.first.seconds, effort.first.work = 10.0, 100.0
    assert effort.affords([10] * 5) == 1


def test_what_was_remembered_tells_no_speed(effort: Effort) -> None:
    outputs = [(1, generated("a", made="memory")), (2, generated("b", input_tokens=7))]
    assert list(effort.first.over(iter(outputs), beams=4)) == outputs
    assert effort.first.work == 28


def test_a_retry_slower_than_expected_begins_no_more_when_its_time_is_over(effort: Effort) -> None:
    class Slowing(Timed):
        def generate(self, texts: Sequence[str], **options: Any) -> Iterator[tuple[int, Generated]]:
            for output in super().generate(texts, **options):
                Timed.seconds += 100 * (self.spec.decoding.num_beams > 4)
                yield output

    engine = Slowing(a_spec("words", "translate"), write=str.upper)
    texts = [f"mauvaise {n}" for n in range(10)] + [f"bonne {n}" for n in range(190)]
    faults = {text: Fault(adding("WRONG")) for text in texts[:10]}
    list(
        translate(sentences(texts), FaultyEngine(engine, faults), target="eng_Latn", effort=effort)
    )
    assert effort.first.seconds == 200 * 8
    assert (len(effort.retried), effort.again.seconds) == (4, 4 * 116)  # of nine that were asked


def test_the_readers_own_time_is_not_counted(effort: Effort) -> None:
    engine = Timed(a_spec("words", "translate"), write=str.upper)
    for _ in translate(sentences([CLEAN, BAD]), engine, target="eng_Latn", effort=effort):
        Timed.seconds += 1000
    assert effort.first.seconds == 7 * 4


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("il est venu hier soir; elle est partie", ["il est venu hier soir;", "elle est partie"]),
        (
            "à la fin de l'été, la ligne du nord sera ouverte",
            ["à la fin de l'été,", "la ligne du nord sera ouverte"],
        ),
        # Nothing is cut after a word or two, inside quotation marks or brackets, in numbers.
        ("à Paris, la ligne du nord sera ouverte", []),
        ('il a dit "la ligne du nord, enfin la nôtre, sera ouverte" hier', []),
        ("la ligne (longue de dix kilomètres, ou onze même) ouvre", []),
        ("il a dit « la ligne du nord, enfin, sera ouverte » hier", []),
        ("la ligne de 12,5 kilomètres sera ouverte à 9:30 au nord", []),
        # The mark nearest the middle.
        (
            "un deux trois un, quatre cinq six sept huit neuf, dix onze douze treize quatorze",
            [
                "un deux trois un, quatre cinq six sept huit neuf,",
                "dix onze douze treize quatorze",
            ],
        ),
    ],
)
def test_where_a_sentence_is_split(text: str, parts: list[str]) -> None:
    assert halves(text, lang="fra_Latn") == (parts or [text])


@given(st.text(alphabet='abو ;؛:،,."«»()\u200c\n', max_size=200))
def test_whatever_the_way_all_of_the_sentence_is_translated(text: str) -> None:
    engine = WordEngine(a_spec("words", "translate", comfortable_input_tokens=9), write=str.upper)
    (sentence,) = sentences([text])
    for way in ways(engine, Job(target="eng_Latn")).found.values():
        parts = way.parts(sentence, rows.row(sentence))
        assert not parts or "".join("".join(parts).split()) == "".join(text.split())


def test_what_is_too_dear_does_not_keep_others_waiting(effort: Effort) -> None:
    engine = Timed(a_spec("words", "translate"), write=str.upper)
    texts = ["mauvaise phrase " * 15 + "longue", "mauvaise 2", *(f"bonne {n}" for n in range(20))]
    faults = {texts[0]: Fault(adding("LOOP WRONG")), texts[1]: Fault(adding("LOOP"))}
    list(
        translate(sentences(texts), FaultyEngine(engine, faults), target="eng_Latn", effort=effort)
    )
    assert effort.retried == {2}


PLANT = Term("centrale", "power station", "fra_Latn")
SITE = "la centrale du nord"


def with_plant(engine: FaultyEngine, text: str = SITE) -> tuple[TranslatedSentence, str]:
    """The row of a sentence with an agreed term, and what is reported of it."""
    *_, row = translate(sentences([text]), engine, target="eng_Latn", terms=[PLANT])
    (use,) = term_uses([row], [PLANT], target="eng_Latn")
    assert (use.term, use.sentence) == (PLANT, 1)
    return row, use.outcome


def test_a_term_that_the_model_uses_needs_no_second_try() -> None:
    engine = an_engine(Fault(lambda text: "the POWER STATION in the north"), SITE)
    row, outcome = with_plant(engine)
    assert (row.made, row.to_check, outcome) == ("model", (), "used")
    assert asked(engine) == [(SITE,)]


def test_a_term_is_written_into_the_source_of_a_second_try() -> None:
    engine = an_engine(Fault(str.upper), "none")
    row, outcome = with_plant(engine)
    assert asked(engine) == [(SITE,), ("la power station du nord",)]
    assert (row.source, row.translation) == (SITE, "LA POWER STATION DU NORD")
    assert (row.made, row.retry, row.findings) == ("retry", "terms written in", ())
    assert outcome == "used after a second try"


@pytest.mark.parametrize("word", ["WRONG", "LOOP"])
def test_a_term_is_not_used_at_the_price_of_a_worse_translation(word: str) -> None:
    engine = an_engine(Fault(adding(word)), "la power station du nord")
    row, outcome = with_plant(engine)
    assert (row.translation, row.made, outcome) == (SITE.upper(), "model", "not used")
    assert [finding.message for finding in row.to_check] == [
        "“power station” was agreed for “centrale” and is not here"
    ]


def test_two_terms_are_no_price_for_a_number() -> None:
    dam = Term("barrage", "DAM", "fra_Latn")
    text = "la centrale et le barrage"
    engine = an_engine(Fault(adding("WRONG")), "la power station et le DAM")
    *_, row = translate(sentences([text]), engine, target="eng_Latn", terms=[PLANT, dam])
    assert (row.translation, len(row.to_check)) == (text.upper(), 2)


def test_a_slight_doubt_is_no_price_for_a_term() -> None:
    engine = an_engine(Fault(adding("ODD")), "la power station du nord")
    row, outcome = with_plant(engine)
    assert (row.findings, outcome) == ((SEEN["ODD"],), "used after a second try")


def test_a_term_that_the_model_alters_is_not_used() -> None:
    engine = an_engine(Fault(lambda text: "THE POWER ISLAND"), "la power station du nord")
    row, outcome = with_plant(engine)
    assert (row.made, outcome) == ("model", "not used")


def test_terms_are_reported_of_translations_alone() -> None:
    french, english = sentences([SITE])[0], sentences(["la centrale"], "eng_Latn")[0]
    untranslated = rows.row(french)
    copied = rows.row(english, translation="la centrale", made="copied")
    anywhere = replace(PLANT, lang="")
    assert term_uses([untranslated, copied], [anywhere], target="eng_Latn") == ()
