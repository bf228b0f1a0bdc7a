"""A sentence too long for a model is cut between its clauses, and nowhere else if it can be."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doubles import WordEngine, a_spec
from workbench.clauses import clauses_of, cut, parts_of
from workbench.records import Sentence
from workbench.translate import translate

SHARED = Path(__file__).parents[2] / "shared"
VOCABULARY = SHARED / "tokenizers" / "nllb-200" / "sentencepiece.bpe.model"


def clauses(lang: str, text: str) -> list[str]:
    """Cut wherever it may be: nothing fits but a single word."""
    return clauses_of(text, lang=lang, fits=lambda part: " " not in part)


CASES = [
    ("eng_Latn", "The minister arrived late and the talks began at once."),
    ("eng_Latn", "The minister met the governor of Basra and the mayor of the port on Monday."),
    ("eng_Latn", "The ships left; the port closed for the night."),
    ("eng_Latn", "The minister said (the ships left and the port closed) to nobody in the room."),
    ("eng_Latn", 'The minister said "the ships left and the port closed" to nobody in there.'),
    ("eng_Latn", "The envoy, who came and left in a hurry, spoke to nobody in the room."),
    ("eng_Latn", "The minister praised the mayor and the man who built the port."),
    ("pes_Arab", "وزیر روز شنبه به شهر رسید و مردم از او استقبال کردند."),
    ("pes_Arab", "وزیر روز شنبه با فرماندار و شهردار بندر دیدار کرد."),
    ("pes_Arab", "کشتی‌ها رفتند؛ بندر شب بسته شد."),
    ("pes_Arab", "وزیر گفت که «کشتی‌ها رفتند و بندر بسته شد» اما نرفت."),
    ("arb_Arab", "وصل الوزير إلى المدينة صباحا وعقد اجتماعا مع المحافظ."),
    ("arb_Arab", "التقى الوزير المحافظ ورئيس البلدية ومدير الميناء صباح اليوم."),
    ("arb_Arab", "غادرت السفن ليلا؛ أغلق الميناء أبوابه."),
    ("arb_Arab", "قال الوزير إن العمل مستمر لكن الميناء أغلق أبوابه أمس."),
    ("rus_Cyrl", "Министр приехал утром, но переговоры начались вечером."),
    ("rus_Cyrl", "Министр принял мэра и губернатора в порту утром."),
    ("tur_Latn", "Bakan sabah kente geldi ve görüşmeler hemen başladı."),
    ("tur_Latn", "Bakan sabah vali ve belediye başkanı ile limanda buluştu."),
    ("urd_Arab", "وزیر صبح شہر پہنچے اور لوگوں نے ان کا استقبال کیا۔"),
    ("urd_Arab", "وزیر نے گورنر اور میئر سے بندرگاہ پر ملاقات کی۔"),
    ("fra_Latn", "Le ministre est arrivé le matin mais les discussions ont commencé le soir."),
    ("fra_Latn", "Le ministre a reçu le maire et le préfet dans le port."),
    ("spa_Latn", "El ministro llegó por la mañana y las conversaciones empezaron tarde."),
    ("spa_Latn", "El ministro recibió al alcalde y al gobernador en el puerto."),
]
CUT = {
    0: ["The minister arrived late", "and the talks began at once."],
    2: ["The ships left;", "the port closed for the night."],
    7: ["وزیر روز شنبه به شهر رسید", "و مردم از او استقبال کردند."],
    9: ["کشتی‌ها رفتند؛", "بندر شب بسته شد."],
    10: ["وزیر گفت که «کشتی‌ها رفتند و بندر بسته شد»", "اما نرفت."],
    11: ["وصل الوزير إلى المدينة صباحا", "وعقد اجتماعا مع المحافظ."],
    13: ["غادرت السفن ليلا؛", "أغلق الميناء أبوابه."],
    14: ["قال الوزير إن العمل مستمر", "لكن الميناء أغلق أبوابه أمس."],
    15: ["Министр приехал утром,", "но переговоры начались вечером."],
    17: ["Bakan sabah kente geldi", "ve görüşmeler hemen başladı."],
    19: ["وزیر صبح شہر پہنچے", "اور لوگوں نے ان کا استقبال کیا۔"],
    21: ["Le ministre est arrivé le matin", "mais les discussions ont commencé le soir."],
    23: ["El ministro llegó por la mañana", "y las conversaciones empezaron tarde."],
}


@pytest.mark.parametrize("case", range(len(CASES)), ids=lambda case: CASES[case][1][:40])
def test_places_between_clauses(case: int) -> None:
    lang, text = CASES[case]
    assert clauses(lang, text) == CUT.get(case, [text])


def words_engine(limit: int) -> WordEngine:
    spec = a_spec("words", "translate", max_input_tokens=limit, comfortable_input_tokens=9)
    return WordEngine(spec, write=str.upper)


LONG = "The minister arrived late and the talks with the mayor began at once."


def test_a_comfortable_sentence_stays_whole() -> None:
    engine = words_engine(100)
    assert parts_of(LONG, engine, lang="eng_Latn", limit=100, comfortable=13) == [LONG]
    assert parts_of(LONG, engine, lang="eng_Latn", limit=100) == [LONG]


def test_a_sentence_that_is_only_uncomfortable_is_not_cut_anywhere_else() -> None:
    text = " ".join(f"word{n}" for n in range(40))
    assert parts_of(text, words_engine(100), lang="eng_Latn", limit=100, comfortable=9) == [text]


def test_beyond_the_limit_it_is_cut_wherever_it_must_be() -> None:
    text = " ".join(f"word{n}" for n in range(40))
    parts = parts_of(text, words_engine(16), lang="eng_Latn", limit=16, comfortable=9)
    assert max(len(part.split()) for part in parts) <= 16
    assert " ".join(parts) == text


def test_the_parts_of_a_sentence_are_one_row() -> None:
    text = "Le ministre est arrivé le matin mais les discussions ont commencé le soir."
    sentence = Sentence(id=1, block=1, start=0, end=len(text), source=text, language="fra_Latn")
    (row,) = translate([sentence], words_engine(100), target="eng_Latn")
    assert (row.translation, row.flags) == (text.upper(), ("cut",))


WORDS = ["وزیر", "آمد", "رفت", "است", "و", "اما", "وقال", "and", "he", "said", "left", *"؛،«»();,"]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, '"']),
        max_size=60,
    ).map(" ".join),
    st.sampled_from(["pes_Arab", "arb_Arab", "eng_Latn", "zho_Hans", "und"]),
    st.integers(1, 30),
)
def test_cutting_loses_nothing_but_spaces(text: str, lang: str, most: int) -> None:
    parts = clauses_of(text, lang=lang, fits=lambda part: len(part) <= most)
    assert "".join("".join(parts).split()) == "".join(text.split())
    again = [piece for part in parts for piece in cut(part, fits=lambda p: len(p) <= most)]
    assert all(len(piece) <= most for piece in again)


@pytest.mark.skipif(not VOCABULARY.exists(), reason="the vocabulary is not here")
def test_no_sentence_of_the_samples_is_beyond_what_is_comfortable() -> None:
    from sentencepiece import SentencePieceProcessor

    from workbench.records import ModelSpec
    from workbench.split import sentences_of

    pieces = SentencePieceProcessor(model_file=str(VOCABULARY))
    paths = sorted((SHARED / "articles").glob("*.txt"))
    longest = max(
        len(pieces.encode(sentence)) + 2
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        for sentence in sentences_of(line, lang="arb_Arab")
    )
    spec = ModelSpec(name="nllb", task="translate", repo="facebook/nllb-200-distilled-600M")
    assert paths
    assert 100 < longest <= spec.comfortable_input_tokens
