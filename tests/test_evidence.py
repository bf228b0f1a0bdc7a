"""What supports a statement, and what in it has no support."""

import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.clock import within
from workbench.evidence import Evidence, Passage, Support, agree

DATA = tomllib.loads((Path(__file__).parent / "data" / "evidence.toml").read_text("utf-8"))
DEAL = "The minister signed the gas deal with Turkey on Monday."
WORTH = "The deal is worth 12 million dollars, the ministry announced."
RAIN = "Heavy rain fell in the northern mountains at the weekend."


def evidence(*texts: str, lang: str = "eng_Latn", doubts: tuple[str, ...] = ()) -> Evidence:
    """Passages numbered from 1, the last with doubts."""
    passages = [Passage(number, text) for number, text in enumerate(texts, start=1)]
    passages[-1:] = [Passage(passage.id, passage.text, doubts) for passage in passages[-1:]]
    return Evidence(passages, lang=lang)


def told(case: dict[str, Any]) -> Support:
    """What a case expects; the pieces without support are told of as reasons too."""
    pieces = case.get("unsupported", [])
    sentences = tuple(case["sentences"])
    where = "found for it" if sentences else "of the article"
    reasons = [] if sentences else ["No sentence of the article is worded like it."]
    reasons += [f"{piece} is in no sentence {where}." for piece in pieces]
    return Support(
        verdict=case["verdict"],
        sentences=sentences,
        unsupported=tuple(pieces),
        reasons=tuple(reasons + case.get("reasons", [])),
        nearest=sentences[0] if sentences else None,
    )


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: str(case["note"]))
def test_statements(case: dict[str, Any]) -> None:
    article = DATA["articles"][case["article"]]
    found = evidence(*article["sentences"], lang=article["lang"]).support(case["statement"])
    expected = told(case)
    assert (found.verdict, found.sentences, found.unsupported, found.reasons) == (
        expected.verdict,
        expected.sentences,
        expected.unsupported,
        expected.reasons,
    )
    assert not found.sentences or found.nearest == found.sentences[0]


def test_a_sentence_that_is_marked_makes_it_partly() -> None:
    found = evidence(RAIN, DEAL, doubts=("number", "name")).support(DEAL)
    assert found == Support("partly", (2,), (), ("Sentence 2 is marked: number, name.",), nearest=2)


def test_a_marked_sentence_that_it_does_not_rest_on_does_not_matter() -> None:
    assert evidence(DEAL, RAIN, doubts=("number",)).support(DEAL).verdict == "supported"


def test_ids_are_those_of_the_passages() -> None:
    passages = [Passage(41, RAIN), Passage(7, DEAL)]
    assert Evidence(passages, lang="eng_Latn").support(DEAL).sentences == (7,)


def test_the_nearest_sentence_is_told_although_it_is_no_support() -> None:
    found = evidence(RAIN, DEAL).support("Ministers in Lima opened a museum of gas lamps.")
    assert (found.verdict, found.sentences, found.nearest) == ("not found", (), 2)


@pytest.mark.parametrize("texts", [(), ("",), ("", " ")])
def test_nothing_supports_anything_in_no_article(texts: tuple[str, ...]) -> None:
    passages = [Passage(number, text) for number, text in enumerate(texts)]
    found = Evidence(passages, lang="eng_Latn").support(DEAL)
    assert (found.verdict, found.sentences, found.nearest) == ("not found", (), None)
    assert found.unsupported == ("Turkey", "Monday")


@pytest.mark.parametrize("statement", ["", " ", "…", "[Kim]"])
def test_an_empty_statement_is_not_found(statement: str) -> None:
    assert evidence(DEAL).support(statement).verdict == "not found"


def test_what_is_nowhere_in_a_long_article_is_named() -> None:
    passages = [Passage(n, f"{RAIN} It was day {n}.") for n in range(1, 400)]
    found = Evidence([*passages, Passage(400, DEAL)], lang="eng_Latn").support(
        "Aliens from Zorblax visited Turkey in 1987 with 398 cats."
    )
    assert (found.verdict, found.unsupported) == ("not found", ("Zorblax", "1987"))


def test_a_passage_beside_the_others_has_its_pieces_too() -> None:
    known = evidence(DEAL, RAIN.replace("northern", "Norwegian"))
    statement = "The minister signed the gas deal with Norway on Monday."
    assert known.support(statement).unsupported == ("Norway",)
    assert known.support(statement, besides=[2]) == Support("supported", (1, 2), nearest=1)
    assert known.support("Norway won.", besides=[1]).verdict == "not found"


def test_one_sentence_twice() -> None:
    known = evidence(DEAL, DEAL)
    assert known.support(f"{DEAL} {DEAL}") == known.support(DEAL)
    assert known.support(DEAL) == Support("supported", (1,), nearest=1)


def test_an_empty_passage_among_others() -> None:
    assert evidence("", DEAL, " ").support(DEAL).sentences == (2,)


def test_four_sentences_at_most_support_one() -> None:
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    cities = ["Oslo", "Lima", "Cairo", "Paris", "Delhi"]
    work = ["opened schools", "visited farmers", "met teachers", "praised doctors", "left quickly"]
    texts = [f"On {d} in {c} she {w}." for d, c, w in zip(days, cities, work, strict=True)]
    found = evidence(*texts).support(" ".join(texts))
    assert len(found.sentences) == 4
    assert found.verdict == "partly"


def test_a_long_statement_is_told_to_be_cut() -> None:
    found = evidence(DEAL).support(f"{DEAL} " * 40)
    assert found.verdict == "partly"
    assert found.reasons == ("Only its first 2,000 characters were compared.",)


def test_hostile_lengths_take_no_time() -> None:
    names = " ".join(
        f"{a}{b}{c}ovan{d}" for a in "BKLMTS" for b in "aeiou" for c in "lrnt" for d in "iou"
    )
    texts = (names, names[::-1].title(), "x" * 1_000_000, "[" * 100_000, '"' * 100_000)
    known = within(0.5, lambda: evidence(*texts))
    for statement in (names, "I " * 100_000, "[" * 100_000):
        within(0.5, partial(known.support, statement))


def test_many_sentences_and_statements_take_little_time() -> None:
    cities = ["Oslo", "Lima", "Cairo", "Paris", "Delhi"]
    texts = [
        f"In {cities[n % 5]} the mayor opened {n} schools near the old harbour on Monday, while "
        f"farmers of village {n % 97} met teachers and praised the doctors of the region."
        for n in range(2_000)
    ]
    known = within(4, lambda: evidence(*texts))
    said = [*texts[:10], *(f"Aliens ate Quito in {2100 + n}." for n in range(10))]
    verdicts = within(1.5, lambda: [known.support(statement).verdict for statement in said])
    assert verdicts == ["supported"] * 10 + ["not found"] * 10


def test_long_summaries_are_compared_by_their_beginnings() -> None:
    texts = [f"Minister {chr(65 + n % 26)}{'aeiou'[n % 5]}rik met {n} people." for n in range(400)]
    compared = within(0.5, lambda: agree(texts, [*texts[:49], RAIN], lang="eng_Latn"))
    assert max(own for own, _ in compared.same) < 50
    assert compared.only_first == ("49",)


def test_summaries_agree_where_their_sentences_do() -> None:
    first = ["The minister signed a gas deal with Turkey.", "Heavy rain fell in the mountains."]
    second = ["Heavy rain fell in the north, in the mountains of Kurdistan.", WORTH]
    compared = agree(first, second, lang="eng_Latn")
    assert compared.same == ((1, 0),)
    assert compared.only_first == ("Turkey",)
    assert compared.only_second == ("Kurdistan", "12 million dollars")


def test_summaries_agree_in_other_words() -> None:
    compared = agree(
        [DEAL], [RAIN, "Turkey and the ministry agreed on gas on Monday."], lang="eng_Latn"
    )
    assert compared.same == ((0, 1),)


def test_a_summary_agrees_with_itself() -> None:
    compared = agree([DEAL, RAIN], [DEAL, RAIN], lang="eng_Latn")
    assert compared.same == ((0, 0), (1, 1))
    assert (compared.only_first, compared.only_second) == ((), ())


def test_a_summary_and_none() -> None:
    compared = agree([DEAL], [], lang="eng_Latn")
    assert compared.same == ()
    assert compared.only_first == ("Turkey", "Monday")


@pytest.fixture(scope="module")
def flores(shared: Path) -> tuple[list[str], list[str]]:
    """English sentences and a model's translations of them; every sixth window is tried."""
    folder = shared / "eval" / "flores-dev"
    return tuple(  # type: ignore[return-value]
        (folder / name).read_text("utf-8").splitlines() for name in ("ar-en.ref", "ar-en.nllb")
    )


def test_real_translations(flores: tuple[list[str], list[str]]) -> None:
    """Beneath the figures of docs/evidence.md, so that a fall is noticed."""
    human, made = flores
    tried = range(20, len(human) - 20, 6)
    right = supported = refused = 0
    for place in tried:
        known = evidence(*made[place - 20 : place + 20])
        found = known.support(human[place])
        right += found.sentences[:1] == (21,)
        supported += found.verdict == "supported"
        refused += known.support(human[place - 500]).verdict == "not found"
    assert right >= 0.98 * len(tried)
    assert supported >= 0.78 * len(tried)
    assert refused >= 0.98 * len(tried)
