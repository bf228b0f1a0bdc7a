"""Whatever a person does, and in whatever order: the file opens again and the counts add up."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decided import AT, port_news
from workbench import decisions
from workbench.errors import InputError
from workbench.export import read, to_json, wording
from workbench.glossary import register
from workbench.records import WRITTEN_IN, Briefing, Term, TermUse

NUMBERS = st.integers(min_value=1, max_value=6)
TEXTS = st.sampled_from(
    [
        "a",
        "3",
        "Nobody of the cabinet travelled anywhere this month.",
        "The minister of ports visited the new terminal.",
        "Twelve cranes were delivered.",
        "The cranes came from a Finnish company from a Finnish company from a Finnish company.",
        "They met today in Tallin.",
        "[Ana Tamm] They met on Monday [1 May 2000].",
        "می\u200cرود، گفت: «۱۲ جرثقیل».",
        '</script> & "${x}" ] \\',
    ]
)
DAYS = st.sampled_from(["", "2031-05-05", "2031-05-04", date(2030, 1, 31)])
Step = Callable[[Briefing], Briefing]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda n, f: lambda b: decisions.mark_fine(b, n, f, at=AT), NUMBERS, NUMBERS),
    st.builds(lambda n, f: lambda b: decisions.mark_open(b, n, f, at=AT), NUMBERS, NUMBERS),
    st.builds(lambda n: lambda b: decisions.drop_point(b, n, at=AT), NUMBERS),
    st.builds(lambda n, m: lambda b: decisions.move_point(b, n, to=m, at=AT), NUMBERS, NUMBERS),
    st.builds(
        lambda n, t, p: lambda b: decisions.reword(b, n, t, part=p, at=AT),
        NUMBERS,
        TEXTS,
        st.sampled_from(["points", "statements", "also"]),
    ),
    st.builds(lambda n: lambda b: decisions.add_row(b, n, at=AT), NUMBERS),
    st.builds(lambda n, t: lambda b: decisions.correct(b, n, t, at=AT), NUMBERS, TEXTS),
    st.builds(lambda n: lambda b: decisions.undo_correction(b, n, at=AT), NUMBERS),
    st.builds(
        lambda s: lambda b: decisions.pin(b, "Tallinn", s, at=AT),
        st.sampled_from(["Reval", "Tallinn"]),
    ),
    st.builds(
        lambda d, t: lambda b: decisions.edit_source(b, published=d, publisher=t, at=AT),
        DAYS,
        st.sampled_from([None, "", "Le Port"]),
    ),
)


def news() -> Briefing:
    plain = port_news()
    bare = replace(plain.sentences[4], translation="", made=None)
    second = replace(plain.sentences[1], made="retry", retry=WRITTEN_IN)
    ports = Term("ports", "ports", "fra_Latn")
    rows = (plain.sentences[0], second, *plain.sentences[2:4], bare)
    return replace(
        plain,
        sentences=rows,
        names=register(rows, target="eng_Latn").names,
        terms=(TermUse(ports, 1, "used"), TermUse(ports, 2, "used after a second try")),
        ledger=replace(plain.ledger, translated=4, passed=3, mended=2, checks_run=("numbers",)),
    )


def adds_up(briefing: Briefing) -> None:
    ledger, rows = briefing.ledger, briefing.sentences
    assert ledger.sentences == len(rows)
    assert ledger.translated == sum(row.made is not None for row in rows)
    assert ledger.flagged == sum(bool(row.to_check) for row in rows)
    assert ledger.passed == sum(row.made is not None and not row.to_check for row in rows)
    assert ledger.mended == sum(row.made == "retry" and not row.to_check for row in rows)
    total, *fates, _ = wording.counts(briefing)
    assert total == f"{sum(int(fate.split()[0]) for fate in fates)} sentences"


@given(st.lists(STEPS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_after_any_decisions_the_file_is_whole(steps: list[Step]) -> None:
    briefing = news()
    for step in steps:
        before = briefing
        with suppress(InputError):
            briefing = step(before)
        assert len(briefing.changes) - len(before.changes) == (briefing is not before)
        assert read(to_json(briefing)) == briefing
        adds_up(briefing)
        digest = briefing.briefing
        assert digest.summary == " ".join(one.text for one in digest.statements)
        said = (*digest.statements, *digest.also, *digest.points, *digest.not_found)
        assert all(one.text for one in said)


@given(st.lists(st.tuples(NUMBERS, TEXTS), max_size=8), st.permutations([1, 2, 3, 4, 5]))
@settings(max_examples=40, deadline=None)
def test_all_corrections_undone_leave_the_rows_as_they_were(
    corrections: list[tuple[int, str]], order: list[int]
) -> None:
    begun = decisions.mark_open(decisions.mark_fine(news(), 3, 1, at=AT), 3, 1, at=AT)
    briefing = begun
    for number, text in corrections:
        with suppress(InputError):
            briefing = decisions.correct(briefing, number, text, at=AT)
    for number in order:
        with suppress(InputError):
            briefing = decisions.undo_correction(briefing, number, at=AT)
    assert [row.translation for row in briefing.sentences] == [
        row.translation for row in begun.sentences
    ]
    assert {row.made for row in briefing.sentences} == {row.made for row in begun.sentences}
    assert briefing.briefing.headline == begun.briefing.headline
    assert briefing.terms == begun.terms
    assert briefing.names == begun.names
