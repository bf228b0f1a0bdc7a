"""Sentences with exact offsets into their blocks."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clock import within
from workbench.languages import table
from workbench.records import Block
from workbench.split import sentences_of, spans, split
from workbench.split.rules import rules_of

SERAJI = Path(__file__).parents[2] / "shared" / "eval" / "sentences" / "fa-seraji-dev.txt"
HARD = Path(__file__).parent / "data" / "sentences" / "hard.tsv"
ENOUGH = 0.95
LANGS = st.sampled_from(
    ["pes_Arab", "arb_Arab", "eng_Latn", "zho_Hans", "urd_Arab", "bod_Tibt", "tur_Latn", "und"]
)
TEXT = st.text(
    st.one_of(st.sampled_from("اب. .؟!«»\"'()。…:۔།1\n\u00a0aA-"), st.characters(codec=None)),
    max_size=80,
)


def block(number: int, text: str, **more: object) -> Block:
    return Block(id=number, text=text, original=text, language="pes_Arab", **more)  # type: ignore[arg-type]


def test_only_kept_blocks_a_title_whole_ids_in_order() -> None:
    found = split(
        [
            block(1, "دیدار وزیران. سه ساعت گفتگو", role="title"),
            block(2, "وزیر آمد. او رفت؟ بله!"),
            block(3, "وزیر آمد.", role="duplicate", kept=False),
            block(4, "پایان کار"),
        ]
    )
    assert [(s.id, s.block, s.start, s.end, s.source) for s in found] == [
        (1, 1, 0, 27, "دیدار وزیران. سه ساعت گفتگو"),
        (2, 2, 0, 9, "وزیر آمد."),
        (3, 2, 10, 17, "او رفت؟"),
        (4, 2, 18, 22, "بله!"),
        (5, 4, 0, 9, "پایان کار"),
    ]
    assert {s.language for s in found} == {"pes_Arab"}


def hard_cases(part: str) -> list[tuple[str, str, str]]:
    """(language, label, text): ‖ ends a sentence, a written \\n is a line break.

    The rules were written without the cases held back.
    """
    rows = [row.split("\t") for row in HARD.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        (lang, label, text.replace("\\n", "\n")) for lang, own, label, text in rows if own == part
    ]


def as_expected(lang: str, text: str) -> tuple[list[str], list[str]]:
    """The sentences that are made of a case, and those that should be."""
    plain = text.replace(" ‖ ", " ").replace("‖", "")
    return sentences_of(plain, lang=lang), [piece.strip() for piece in text.split("‖")]


def test_the_hard_cases_are_many_and_of_many_languages() -> None:
    developed, held_back = hard_cases("developed"), hard_cases("held back")
    assert len(developed) + len(held_back) >= 200
    assert len({lang for lang, *_ in developed}) >= 20
    assert len(held_back) >= 60


@pytest.mark.parametrize("case", hard_cases("developed"), ids=lambda case: f"{case[0]} {case[1]}")
def test_hard_cases(case: tuple[str, str, str]) -> None:
    made, expected = as_expected(case[0], case[2])
    assert made == expected


def test_hard_cases_that_the_rules_had_not_seen() -> None:
    cases = [(case, as_expected(case[0], case[2])) for case in hard_cases("held back")]
    wrong = [(case, made) for case, (made, expected) in cases if made != expected]
    assert len(wrong) <= (1 - ENOUGH) * len(cases), wrong


def test_a_language_without_rules_has_those_of_its_standard_or_the_common_ones() -> None:
    assert rules_of("prs_Arab") == rules_of("pes_Arab") != rules_of("arb_Arab")
    assert rules_of("arz_Arab") == rules_of("arb_Arab")
    assert rules_of("som_Latn") == rules_of("und") == rules_of("nobody")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fra_Latn", "Il invoque l'art. 5 de la loi."),
        ("fra_Latn", "Il habite à l’av. Foch."),
        ("ita_Latn", "Ha parlato l'ing. Rossi."),
        ("ita_Latn", "Vale il testo dell’art. 5 della legge."),
        ("arb_Arab", "حضر وزير المالية ود. سالم النجار."),
    ],
)
def test_abbreviations_with_what_sticks_to_them(lang: str, text: str) -> None:
    assert sentences_of(f"{text} {text}", lang=lang) == [text, text]


def test_every_language_can_be_split() -> None:
    for lang in table():
        assert sentences_of("A b? C d! E f?", lang=lang)


def check_partition(text: str, lang: str) -> None:
    position, between = 0, ""
    for start, end in spans(text, lang=lang):
        assert position <= start < end
        assert text[start:end] == text[start:end].strip()
        between += text[position:start]
        position = end
    assert (between + text[position:]).strip() == ""


@settings(deadline=None, max_examples=400)
@given(TEXT, LANGS)
def test_sentences_and_what_lies_between_give_the_text_back(text: str, lang: str) -> None:
    check_partition(text, lang)
    found = split([Block(id=3, text=text, original=text, language=lang)])
    assert [(s.source, s.block) for s in found] == [(text[s.start : s.end], 3) for s in found]


@pytest.mark.parametrize(
    "text", ["\ud800. \udfff", "وزیر \ud800آمد. رفت\udc00.", ".\ud800", "\x00. \x00"]
)
def test_halves_of_characters_survive(text: str) -> None:
    check_partition(text, "pes_Arab")


def test_the_sentences_before_change_nothing() -> None:
    sentence = "وزیر روز شنبه به تهران آمد."
    assert sentences_of(" ".join([sentence] * 2000), lang="pes_Arab") == [sentence] * 2000


@pytest.mark.parametrize(
    "text",
    [
        " " * 40_000,
        '"' * 80_000,
        "« " * 250_000,
        "a" * 1_000_000,
        "." * 1_000_000,
        ". " * 500_000,
        "x. «" * 125_000,
        "'a' b. " * 70_000,
        "(a.) b " * 70_000,
        "\n " * 500_000,
        "وزیر روز شنبه به تهران آمد و با رئیس جمهور گفتگو کرد. " * 10_000,
    ],
    ids=lambda text: f"{text[:8]!r} {len(text)}",
)
def test_a_megabyte_takes_no_time(text: str) -> None:
    within(2, lambda: split([Block(id=1, text=text, original=text, language="arb_Arab")]))


@pytest.mark.skipif(not SERAJI.exists(), reason="the gold sentences are not here")
def test_persian_gold_sentences() -> None:
    lines = [line for line in SERAJI.read_text(encoding="utf-8").splitlines() if line]
    hits = made = 0
    for first in range(0, len(lines), 5):
        gold = lines[first : first + 5]
        ends = {len(" ".join(gold[: n + 1])) for n in range(len(gold))}
        found = {end for _, end in spans(" ".join(gold), lang="pes_Arab")}
        hits += len(ends & found)
        made += len(found)
    assert 2 * hits / (made + len(lines)) > 0.985


@pytest.mark.parametrize(
    ("lang", "text", "fragment"),
    [
        ("pes_Arab", "شایستگی.", True),
        ("pes_Arab", "نپذیرفت.", False),
        ("pes_Arab", "رفتند.", False),
        ("pes_Arab", "شایستگی و کار.", False),
        ("arb_Arab", "كفاءة عالية.", True),
        ("arb_Arab", "ورفض.", False),
        ("eng_Latn", "He refused.", False),
        ("eng_Latn", "Great merit.", True),
        ("eng_Latn", "U.S.", True),
        ("rus_Cyrl", "Нет.", True),
        ("rus_Cyrl", "Он отказался.", False),
        ("tur_Latn", "Reddetti.", False),
        ("tur_Latn", "Büyük başarı.", True),
        ("spa_Latn", "Se negó.", False),
        ("fra_Latn", "Grand succès.", True),
        ("urd_Arab", "بڑی کامیابی۔", True),
        ("zho_Hans", "很好。", False),
        ("swh_Latn", "Alikataa.", False),
        ("eng_Latn", "* * *", False),
    ],
)
def test_a_word_or_two_without_a_verb_is_a_fragment(lang: str, text: str, fragment: bool) -> None:
    (sentence,) = split([Block(id=1, text=text, original=text, language=lang)])
    assert sentence.flags == (("fragment",) if fragment else ())


@pytest.mark.parametrize("role", ["title", "quote"])
def test_only_the_body_has_fragments(role: str) -> None:
    (sentence,) = split([block(1, "شایستگی.", role=role)])
    assert sentence.flags == ()
