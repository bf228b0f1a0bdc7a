"""Whole articles and single sentences of the grammar, drawn by seed."""

from dataclasses import dataclass
from random import Random

from benchmarks.demo.grammar import (
    Aligned,
    Lead,
    Pattern,
    Story,
    body_patterns,
    combination,
    dateline,
    draw_story,
    draw_values,
    is_reserved,
    leads,
    render,
)

TRIES = 60


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """An article whose right translation and right summary are known."""

    title: Aligned
    dateline: Aligned
    lead: Aligned
    body: tuple[Aligned, ...]
    summary: Aligned


def generate_article(seed: int, *, held_out: bool, sentences: int = 12) -> DemoArticle:
    """An article with this many body sentences after its lead.

    With `held_out` title, lead and every body sentence are combinations that training never
    sees; without it none of them is.
    """
    rng = Random(f"article {seed} {held_out}")
    while True:
        story = draw_story(rng)
        opening = _draw_opening(rng.choice(leads()), story, rng, held_out=held_out)
        if opening:
            break
    lead, title, summary, speaker = opening
    body = _draw_body(story, rng, held_out=held_out, count=sentences, speaker=speaker)
    published = render(dateline(), draw_values(dateline(), story, rng))
    return DemoArticle(title, published, lead, tuple(body), summary)


def generate_sentences(seed: int, count: int, *, held_out: bool) -> list[Aligned]:
    """Single sentences of all patterns; leads and titles come more often than one body one."""
    rng = Random(f"sentences {seed} {held_out}")
    choices = [pattern for lead in leads() for pattern in (lead.lead, lead.lead, lead.title)]
    choices += [*body_patterns(), dateline()]
    found: list[Aligned] = []
    while len(found) < count:
        pattern = rng.choice(choices)
        drawn = _draw_sentence(pattern, draw_story(rng), rng, held_out=held_out)
        if drawn:
            found.append(drawn)
    return found


def _draw_opening(
    lead: Lead, story: Story, rng: Random, *, held_out: bool
) -> tuple[Aligned, Aligned, Aligned, bool] | None:
    values = draw_values(lead.lead, story, rng)
    home, other = story.shared["A"], story.shared["B"]
    # A summary names two countries that act together in alphabetical order, whoever comes first
    # in the lead: telling the two apart is what so small a summariser learned last.
    one, two = sorted((home, other), key=lambda country: country["en"])
    values = {"A": home, "B": other, "one": one, "two": two, **values}
    for pattern in (lead.title, lead.lead):
        if is_reserved(combination(pattern, values)) != held_out:
            return None
    return (
        render(lead.lead, values),
        render(lead.title, values),
        render(lead.summary, values),
        lead.lead.speaker,
    )


def _draw_sentence(
    pattern: Pattern, story: Story, rng: Random, *, held_out: bool
) -> Aligned | None:
    """A sentence on the asked-for side of the split, or nothing after a few tries."""
    for _ in range(TRIES):
        values = draw_values(pattern, story, rng)
        if pattern is dateline() or is_reserved(combination(pattern, values)) == held_out:
            return render(pattern, values)
    return None


def _draw_body(
    story: Story, rng: Random, *, held_out: bool, count: int, speaker: bool
) -> list[Aligned]:
    """Sentences without a repeat; "he" follows only a sentence in which one man speaks."""
    body: list[Aligned] = []
    seen: set[str] = set()
    while len(body) < count:
        pattern = rng.choice(body_patterns())
        if pattern.pronoun and not speaker:
            continue
        drawn = _draw_sentence(pattern, story, rng, held_out=held_out)
        if drawn and drawn.combination not in seen:
            body.append(drawn)
            seen.add(drawn.combination)
            speaker = pattern.speaker
    return body
