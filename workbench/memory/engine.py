"""An engine that remembers."""

from collections.abc import Callable, Iterator, Sequence

from workbench.memory.memory import Memory
from workbench.records import Engine, Generated, ModelSpec, never


class Remembered:
    """`engine` with a memory before it; see `records.Engine`. The signature stays the engine's.

    What is remembered comes at once and in one go; only the rest is generated, each text once,
    and kept as it comes. Where all is remembered, the engine's `generate` is not called and so
    no weights are loaded.
    """

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._engine = engine
        self._memory = memory

    @property
    def spec(self) -> ModelSpec:
        return self._engine.spec

    @property
    def signature(self) -> str:
        return self._engine.signature

    def count(self, texts: Sequence[str], *, source: str) -> list[int]:
        return self._engine.count(texts, source=source)

    def decoding(self, **changes: float) -> "Remembered":
        return Remembered(self._engine.decoding(**changes), self._memory)

    def generate(
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        stop: Callable[[], bool] = never,
        urgent: int = 0,
    ) -> Iterator[tuple[int, Generated]]:
        if stop():
            return
        signature = self.signature
        known = self._memory.recall(texts, signature=signature, source=source, target=target)
        missing: dict[str, list[int]] = {}  # where each text stands, in the order of the first
        for index, text in enumerate(texts):
            if text in known:
                yield index, known[text]
            else:
                missing.setdefault(text, []).append(index)
        if not missing:
            return
        rest = list(missing)
        early = sum(places[0] < urgent for places in missing.values())
        for number, generated in self._engine.generate(
            rest, source=source, target=target, stop=stop, urgent=early
        ):
            text = rest[number]
            self._memory.keep(text, generated, signature=signature, source=source, target=target)
            for index in missing[text]:
                yield index, generated
