"""What is doubtful about translations: the cases, and how findings stand together."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import within
from workbench import checks
from workbench.checks import Check, Pair, check, not_run
from workbench.records import Finding, Severity

CASES = Path(__file__).parent / "data" / "check_cases.tsv"
FLORES = Path(__file__).parents[2] / "shared" / "eval" / "flores-dev"
# The other checks have tests of their own.
OWN = {"repetition", "copied", "language", "question", "quotation", "negation"}
EMPTY = "the sentence has no translation"
ARABIC = "افتتح رئيس البلدية الجسر الجديد فوق النهر صباح السبت."
Patch = pytest.MonkeyPatch


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def of_own_kinds(
    source: str, translation: str, *, source_lang: str = "arb_Arab", target_lang: str = "eng_Latn"
) -> list[Finding]:
    found = check(source, translation, source_lang=source_lang, target_lang=target_lang)
    return [finding for finding in found if finding.kind in OWN or finding.message == EMPTY]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['expected']} {case['note']}")
def test_a_case(case: dict[str, str]) -> None:
    found = of_own_kinds(
        case["source"],
        case["translation"],
        source_lang=case["source_lang"],
        target_lang=case["target_lang"],
    )
    assert (",".join(f"{f.kind}:{f.severity}" for f in found) or "-") == case["expected"]


MESSAGES = [
    (
        "The mayor opened the bridge the bridge the bridge.",
        "“the bridge” stands three times in a row",
    ),
    ("The mayor " * 9, "“The mayor” stands 9 times in a row"),
    (
        "Over the old grey river at noon he walked; over the old grey river at noon he sang.",
        "“over the old grey river at noon he” stands twice in the translation, not in the source",
    ),
    ("The mayor opened the الجسر on Saturday.", "“الجسر” left untranslated"),
    ("The mayor opened الجسر الجديد on Saturday.", "“الجسر” and 1 more left untranslated"),
    (ARABIC, "the translation is left in Arabic script"),
    (
        "Le maire a inauguré samedi le nouveau pont sur le fleuve.",
        "the translation reads like French, not English",
    ),
    ("Мэр открыл новый мост через реку.", "the translation is not in Latin script"),
    ("The mayor opened the new мост on Saturday.", "“мост” is in a script of neither language"),
    (
        "Did the mayor open the new bridge over the river on Saturday morning?",
        "the translation asks a question, the source does not",
    ),
    (
        "The mayor did not open the new bridge over the river on Saturday morning.",
        "a negation that the source has not",
    ),
    ("", EMPTY),
]


def test_what_a_source_lost_is_told() -> None:
    said = 'هل قالت: "لم نر مثل هذا المرض في القرية من قبل"؟'
    found = of_own_kinds(said, "She said such a disease had been seen in the village before.")
    assert [finding.message for finding in found] == [
        "the source asks a question, the translation does not",
        "the quotation of the source has no quotation marks in the translation",
        "a negation of the source is missing",
    ]
    found = of_own_kinds(said[4:-1], 'She said: "We have not seen such a disease here before')
    assert found[0].message == "a quotation begins in the translation and does not end"


@pytest.mark.parametrize(("translation", "message"), MESSAGES, ids=[m for _, m in MESSAGES])
def test_a_finding_is_one_plain_sentence(translation: str, message: str) -> None:
    assert message in [finding.message for finding in of_own_kinds(ARABIC, translation)]


IN_A_ROW = [
    *((1, 1, "-"), (1, 2, "low"), (1, 3, "medium"), (1, 4, "high"), (2, 2, "medium")),
    *((2, 3, "high"), (5, 2, "medium"), (5, 4, "high")),
]
PARTED = [
    *((1, 2, "-"), (1, 3, "-"), (1, 4, "medium"), (1, 6, "medium"), (2, 2, "-")),
    *((4, 2, "-"), (5, 2, "medium"), (2, 3, "high")),
]
LETTERS = [
    *((1, 7, "-"), (1, 8, "high"), (2, 3, "-"), (2, 4, "high"), (3, 3, "-"), (4, 3, "high")),
    *((7, 2, "-"), (8, 2, "medium"), (8, 3, "high")),
]
LATER = [(7, 2, "-"), (8, 2, "medium"), (3, 3, "-"), (3, 5, "-"), (4, 2, "-"), (4, 3, "medium")]


def severities(text: str, *, target_lang: str = "eng_Latn") -> str:
    found = checks.CHECKS["repetition"].find(Pair(ARABIC, text, "arb_Arab", target_lang))
    return ",".join(finding.severity for finding in found) or "-"


def words(count: int, first: int = 0) -> list[str]:
    """So many words, each another."""
    pairs = [f"{one}a{other}" for one in "bdfgklmn" for other in "prstvz"]
    return pairs[first : first + count]


@pytest.mark.parametrize(("period", "times", "severity"), IN_A_ROW)
def test_words_in_a_row(period: int, times: int, severity: str) -> None:
    loop = " ".join(words(period) * times)
    assert severities(f"Once {loop} at last") == severity
    assert severities(loop) == severity


@pytest.mark.parametrize(("period", "times", "severity"), PARTED)
def test_words_in_a_row_with_commas_between(period: int, times: int, severity: str) -> None:
    loop = ", ".join([" ".join(words(period))] * times)
    assert severities(f"Once {loop} at last") == severity


@pytest.mark.parametrize(("period", "times", "severity"), LETTERS)
def test_letters_in_a_row_where_no_spaces_are_set(period: int, times: int, severity: str) -> None:
    unit = "".join(chr(0x4E10 + n) for n in range(period))
    assert severities(f"市长{unit * times}来。", target_lang="zho_Hans") == severity


@pytest.mark.parametrize(("length", "times", "severity"), LATER)
def test_a_phrase_that_comes_again_later(length: int, times: int, severity: str) -> None:
    between = words(times, 30)
    phrase = words(length)
    text = " ".join(word for n in range(times) for word in (*phrase, between[n]))
    assert severities(text) == severity


def test_a_phrase_comes_again_later_in_the_source_as_well() -> None:
    text = f"{' '.join(words(8))} and {' '.join(words(8))}"
    for source, severity in (("س ص ع س ص", "-"), ("س ص ع س ق", "medium"), ("س س س س", "-")):
        found = checks.CHECKS["repetition"].find(Pair(source, text, "arb_Arab", "eng_Latn"))
        assert (",".join(one.severity for one in found) or "-") == severity


def test_only_what_is_not_too_far_is_a_repeat() -> None:
    assert severities(" ".join(words(40) * 2)) == "medium"
    assert severities(" ".join(words(41) * 2)) == "medium"  # as a phrase that comes again
    near, far = (
        checks.CHECKS["repetition"].find(
            Pair(ARABIC, " ".join(words(n) * 2), "arb_Arab", "eng_Latn")
        )
        for n in (40, 41)
    )
    assert [one.message.endswith("in a row") for one in (*near, *far)] == [True, False]


@pytest.mark.parametrize(
    ("word", "severity"),
    [("abcabcabcabc", "high"), ("abcabcabcab", "-"), ("hahahahaha", "-"), ("abcdabcdabcd", "-")],
)
def test_letters_of_a_word_in_a_row(word: str, severity: str) -> None:
    assert severities(f"Once {word} at last") == severity


@pytest.mark.parametrize(
    ("times", "told"),
    [(2, "twice"), (3, "three times"), (4, "four times"), (5, "five times"), (6, "six times")],
)
def test_times_are_told_in_words(times: int, told: str) -> None:
    (found,) = of_own_kinds(ARABIC, f"Once {'the bridge ' * times}at last")
    assert found.message == f"“the bridge” stands {told} in a row"


def test_a_long_piece_is_shown_in_part() -> None:
    (found,) = of_own_kinds(ARABIC, f"{'A very long beginning of words that say little ' * 2}x")
    told = "“A very long beginning of words that say little” stands twice in a row"
    assert found.message == told
    word = "abc" * 40
    (found,) = of_own_kinds(ARABIC, f"The mayor opened {word} {word} {word} on Saturday.")
    assert found.message == f"“{word[:60]} …” stands three times in a row"


@pytest.mark.parametrize(
    ("translation", "piece"),
    [
        ("On Saturday he opened the bridge the bridge, at noon.", "the bridge the bridge"),
        ("The mayor opened the الجسر الجديد on Saturday.", "الجسر الجديد"),
        ("The mayor opened the new мост on Saturday.", "мост"),
        ("The brididididididididge was opened.", "brididididididididge"),
    ],
)
def test_a_finding_has_its_place(translation: str, piece: str) -> None:
    (found,) = of_own_kinds(ARABIC, translation)
    assert found.target_span is not None
    start, end = found.target_span
    assert translation[start:end] == piece


def test_a_quotation_has_its_place_in_the_source() -> None:
    source = 'قالت الطبيبة: "لم نر مثل هذا المرض في القرية من قبل".'
    (found,) = of_own_kinds(source, "The doctor said they had never seen it in the village.")
    assert found.source_span is not None
    start, end = found.source_span
    assert source[start] == source[end - 1] == '"'


def test_all_in_another_language_is_the_only_finding() -> None:
    source = "دفعت الشركة 12 ألف دولار في مصر؟"
    french = "Le maire a inauguré samedi le pont sur le fleuve avec sa femme."
    found = check(source, french, source_lang="arb_Arab", target_lang="eng_Latn")
    assert [finding.kind for finding in found] == ["language"]
    found = check(source, source, source_lang="arb_Arab", target_lang="eng_Latn")
    assert [finding.kind for finding in found] == ["copied"]


def told(kind: str, severity: Severity, place: int | None = None) -> Finding:
    span = None if place is None else (place, place + 1)
    return Finding(kind=kind, severity=severity, message=f"{kind} {place}", target_span=span)


def checked(monkeypatch: Patch, *found: Finding) -> list[str]:
    """What `check` makes of the findings of one check."""

    def find(pair: Pair) -> Iterator[Finding]:
        yield from found

    monkeypatch.setattr(checks, "CHECKS", {"one": Check(find, lambda source, target: None)})
    return [
        finding.message
        for finding in check("a", "b", source_lang="fra_Latn", target_lang="eng_Latn")
    ]


def test_the_gravest_stand_first_and_then_by_place(monkeypatch: Patch) -> None:
    found = [told("name", "low", 2), told("number", "high", 9), told("date", "low", 0)]
    found += [told("number", "medium", 3), told("number", "high", 1)]
    order = ["number 1", "number 9", "number 3", "date 0", "name 2"]
    assert checked(monkeypatch, *found) == order


def test_a_place_is_told_once_for_each_kind(monkeypatch: Patch) -> None:
    found = [told("number", "low", 4), told("number", "high", 4), told("date", "low", 4)]
    assert checked(monkeypatch, *found) == ["number 4", "date 4"]
    found = [told("number", "low"), told("number", "low")]
    assert checked(monkeypatch, *found) == ["number None", "number None"]


def test_what_follows_from_another_sentence_is_not_told(monkeypatch: Patch) -> None:
    names = [told("name", "low", place) for place in range(20)]
    other = told("other sentence", "high")
    assert checked(monkeypatch, other, *names) == ["other sentence None"]
    loop, length = told("repetition", "high", 3), told("length", "high")
    assert checked(monkeypatch, length, loop) == ["repetition 3"]
    low = told("repetition", "low", 3)
    assert checked(monkeypatch, length, low) == ["length None", "repetition 3"]


def test_a_check_that_cannot_be_run_says_why() -> None:
    # Fon has no list of negations, and nobody tells it from its neighbours.
    found = not_run("fon_Latn", "fon_Latn")
    assert found["negation"] == "no list of negations in Fon"
    assert found["language"] == "Fon cannot be told from other languages of its script"
    assert found["copied"] == "source and translation are in one language"
    assert not_run("fon_Latn", "ewe_Latn")["negation"] == "no list of negations in Fon and Ewe"
    found = not_run("tha_Thai", "eng_Latn")
    assert found["question"] == "Thai has no question mark of its own"
    assert not OWN & not_run("arb_Arab", "eng_Latn").keys()
    assert "language" not in not_run("arb_Arab", "hye_Armn")  # alone in its script


def test_a_check_that_cannot_be_run_is_not_run(monkeypatch: Patch) -> None:
    def find(pair: Pair) -> Iterator[Finding]:
        raise AssertionError

    monkeypatch.setattr(checks, "CHECKS", {"one": Check(find, lambda source, target: "no data")})
    assert check("a", "b", source_lang="fra_Latn", target_lang="eng_Latn") == ()
    assert not_run("fra_Latn", "eng_Latn") == {"one": "no data"}


def test_the_page_on_the_checks_has_them_all() -> None:
    page = (Path(__file__).parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    for name in checks.CHECKS:
        assert f"| `{name}` |" in page


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "ab " * 50_000,
        "ab" * 50_000,
        '"' * 50_000,
        "( " * 50_000,
        "\u0640 " * 50_000,
        "الجسر (" * 20_000,
        "新" * 50_000,
        "? " * 50_000,
        "no " * 50_000,
        " ".join(f"w{n}" for n in range(30_000)),
    ],
    ids=lambda text: text[:6],
)
@pytest.mark.parametrize("target", ["eng_Latn", "zho_Hans"])
def test_long_text_takes_no_long_time(text: str, target: str) -> None:
    pair = Pair(f"{ARABIC} {text}", text, "arb_Arab", target)
    names = ("repetition", "copied", "language", "question", "quotation", "negation")
    within(1, lambda: [list(checks.CHECKS[name].find(pair)) for name in names])


@pytest.mark.skipif(not FLORES.is_dir(), reason="FLORES dev is not here")
@pytest.mark.parametrize(("name", "lang"), [("ar", "arb_Arab"), ("fa", "pes_Arab")])
def test_human_translations_are_seldom_doubted(name: str, lang: str) -> None:
    """What these checks may take of the three in a hundred that all of them may doubt."""
    sources = (FLORES / f"{name}.src").read_text(encoding="utf-8").splitlines()
    references = (FLORES / f"{name}-en.ref").read_text(encoding="utf-8").splitlines()
    found = [
        of_own_kinds(source, reference, source_lang=lang)
        for source, reference in zip(sources, references, strict=True)
    ]
    assert sum(any(one.open for one in each) for each in found) <= 0.002 * len(found)
    assert sum(map(bool, found)) <= 0.015 * len(found)
