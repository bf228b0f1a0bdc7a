"""Sentences in parts through an engine, together again as they come."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from workbench.records import Engine, Generated
from workbench.translate.effort import Spent


def make(
    parts: Sequence[Sequence[str]],
    engine: Engine,
    *,
    lang: str,
    target: str,
    stop: Callable[[], bool],
    urgent: int,
    spent: Spent,
) -> Iterator[tuple[int, list[Generated]]]:
    """(index into `parts`, what became of each part) once all parts of a sentence are made.

    The first `urgent` sentences come early. One of which a part is missing, because `stop` said
    so, does not come.
    """
    owner = [i for i, texts in enumerate(parts) for _ in texts]
    first = [0, *accumulate(len(texts) for texts in parts)]
    made: list[dict[int, Generated]] = [{} for _ in parts]
    outputs = engine.generate(
        [text for of_one in parts for text in of_one],
        source=lang,
        target=target,
        stop=stop,
        urgent=first[min(urgent, len(parts))],
    )
    for index, generated in spent.over(outputs, beams=engine.spec.decoding.num_beams):
        i = owner[index]
        made[i][index - first[i]] = generated
        if len(made[i]) == len(parts[i]):
            yield i, [made[i][n] for n in range(len(parts[i]))]
