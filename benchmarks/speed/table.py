"""The figures as Markdown."""

from collections.abc import Iterator, Sequence

from benchmarks.speed.article import Readings
from benchmarks.speed.prepare import Step
from benchmarks.speed.report import Report
from benchmarks.speed.rounds import Measured, Outcome, Ratio, ratio

Cells = Sequence[str]


def markdown(report: Report) -> str:
    """Every table, with what it was measured on and the signatures."""
    facts = ", ".join(f"{name} {value}" for name, value in report.machine.items())
    parts = [f"Measured on {report.date}, {report.rounds} rounds: {facts}."]
    for outcome in report.outcomes:
        rows = growth_rows(outcome) if outcome.match.name == "growth" else speed_rows(outcome)
        parts += [f"## {outcome.match.title}", grid(rows)]
    if report.article:
        rows = article_rows(report.article)
        parts += ["## An article through both models in one process", grid(rows)]
    if report.steps:
        parts += ["## Done once", grid(step_rows(report.steps))]
    parts += ["## Signatures", "\n".join(f"- {line}" for line in signatures(report.outcomes))]
    return "\n\n".join(parts) + "\n"


def speed_rows(outcome: Outcome) -> Iterator[Cells]:
    """A row a lane; how many times as fast those `ahead` are, with the least and the most."""
    ahead = [outcome.of(name) for name in outcome.match.ahead]
    texts = {lane.name: len(lane.ask.texts) for lane in outcome.match.lanes}
    yield (
        "contender",
        "texts a round",
        "texts/s",
        "tokens/s",
        *(f"× for {one.lane}" for one in ahead),
        "first row",
        "peak memory",
        "memory after",
        "load",
    )
    for one in outcome.measured:
        last = one.turns[-1]
        first = sorted(turn.first_seconds for turn in one.turns)[len(one.turns) // 2]
        yield (
            one.lane,
            f"{len(last.counts)} of {texts[one.lane]}",
            f"{one.rate / last.counts[0]:.2f}",
            f"{one.rate:.1f}",
            *("" if fast is one else times(ratio(fast, one)) for fast in ahead),
            f"{first:.2f} s",
            size(last.memory.peak),
            size(last.memory.held),
            f"{one.load_seconds:.1f} s",
        )


def growth_rows(outcome: Outcome) -> Iterator[Cells]:
    """Time a sentence, and how it compares with the fewest sentences."""
    fewest = seconds_each(outcome.measured[0])
    yield "sentences", "ms a sentence", "of that for the fewest", "peak memory"
    for one in outcome.measured:
        each = seconds_each(one)
        yield (
            str(len(one.turns[0].counts)),
            f"{1000 * each:.0f}",
            f"{each / fewest:.2f}",
            size(one.turns[-1].memory.peak),
        )


def seconds_each(measured: Measured) -> float:
    """Of a sentence."""
    return measured.turns[0].counts[0] / measured.rate


def article_rows(read: Readings) -> Iterator[Cells]:
    yield "what", "measured"
    anew = "the same again, new process, importing neither torch nor transformers"
    yield f"{read.sentences} sentences and a summary, with loading", f"{read.first_seconds:.1f} s"
    yield "peak memory of the process", size(read.peak)
    yield "its memory afterwards", size(read.held)
    yield "the same again, same process", f"{read.again_seconds:.2f} s"
    yield anew, f"{read.anew_seconds:.2f} s"


def step_rows(steps: Sequence[Step]) -> Iterator[Cells]:
    yield "what", "time", "peak memory"
    for step in steps:
        yield step.name, f"{step.seconds:.0f} s", size(step.peak)


def signatures(outcomes: Sequence[Outcome]) -> list[str]:
    """One for each contender and decoding."""
    found = (turn.signature for one in outcomes for lane in one.measured for turn in lane.turns)
    return list(dict.fromkeys(found))


def times(found: Ratio) -> str:
    """The median and, in brackets, the least and the most."""
    return f"{found.middle:.2f} ({found.low:.2f}–{found.high:.2f})"


def size(count: int) -> str:
    return f"{count / 1e9:.2f} GB"


def grid(rows: Iterator[Cells]) -> str:
    """A Markdown table; the first row is its head."""
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    columns = lines[0].count("|") - 1
    return "\n".join((lines[0], f"|{' --- |' * columns}", *lines[1:]))
