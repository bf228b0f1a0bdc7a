"""Engines whose answers are known, in place of models."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.engines import Models
from workbench.errors import ConfigError
from workbench.records import Decoding, Engine, Generated, ModelSpec, Task, never
from workbench.registry import Defaults, Page, Registry

ALL = frozenset({"pes_Arab", "arb_Arab", "eng_Latn", "fra_Latn"})


def a_spec(name: str, task: Task, **changes: object) -> ModelSpec:
    plain = ModelSpec(name=name, task=task, repo=f"nobody/{name}", languages=ALL, targets=ALL)
    return replace(plain, **changes)  # type: ignore[arg-type]


@dataclass
class WordEngine:
    """Writes `write(text)`; a token is a word. `batch` results come at once, last input first,
    those that are urgent before all others.
    """

    spec: ModelSpec
    write: Callable[[str], str]
    batch: int = 2
    asked: list[tuple[str, ...]] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    limited: frozenset[str] = frozenset()

    @property
    def signature(self) -> str:
        return f"{self.spec.name} {self.spec.decoding}"

    def count(self, texts: Sequence[str], *, source: str) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        stop: Callable[[], bool] = never,
        urgent: int = 0,
    ) -> Iterator[tuple[int, Generated]]:
        assert max(self.count(texts, source=source), default=0) <= self.spec.max_input_tokens
        self.asked.append(tuple(texts))
        order = [*range(urgent)[::-1], *range(urgent, len(texts))[::-1]]
        for start in range(0, len(order), self.batch):
            if stop():
                return
            batch = order[start : start + self.batch]
            self.made += [texts[i] for i in batch]
            for i in batch:
                yield i, self._generated(texts[i])

    def decoding(self, **changes: float) -> Engine:
        decoding = replace(self.spec.decoding, **changes)  # type: ignore[arg-type]
        return replace(self, spec=replace(self.spec, decoding=decoding))

    def _generated(self, text: str) -> Generated:
        written = self.write(text)
        return Generated(
            text=written,
            input_tokens=len(text.split()),
            output_tokens=len(written.split()),
            mean_logprob=-0.5,
            hit_limit=text in self.limited,
        )


@dataclass(frozen=True)
class Fault:
    """What a sentence becomes, unless `heals` says of the options that they make it whole.

    Parts of the sentence are spoilt too where `parts` says so.
    """

    spoil: Callable[[str], str]
    heals: Callable[[Decoding], bool] = lambda decoding: False
    parts: bool = False

    def hits(self, sentence: str, text: str, decoding: Decoding) -> bool:
        spoilt = text in sentence if self.parts else text == sentence
        return spoilt and not self.heals(decoding)


@dataclass(frozen=True)
class FaultyEngine:
    """`engine`, which on purpose spoils its translations of some sentences.

    A runtime without `lacks` refuses those options.
    """

    engine: Engine
    faults: Mapping[str, Fault]
    lacks: frozenset[str] = frozenset()

    @property
    def spec(self) -> ModelSpec:
        return self.engine.spec

    @property
    def signature(self) -> str:
        return f"faulty {self.engine.signature}"

    def count(self, texts: Sequence[str], *, source: str) -> list[int]:
        return self.engine.count(texts, source=source)

    def generate(
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        stop: Callable[[], bool] = never,
        urgent: int = 0,
    ) -> Iterator[tuple[int, Generated]]:
        outputs = self.engine.generate(
            texts, source=source, target=target, stop=stop, urgent=urgent
        )
        for index, generated in outputs:
            yield index, replace(generated, text=self._spoilt(texts[index], generated.text))

    def decoding(self, **changes: float) -> Engine:
        if option := next(iter(self.lacks & changes.keys()), None):
            raise ConfigError(f"this runtime has no {option}")
        return replace(self, engine=self.engine.decoding(**changes))

    def _spoilt(self, text: str, translation: str) -> str:
        for sentence, fault in self.faults.items():
            if fault.hits(sentence, text, self.spec.decoding):
                return fault.spoil(translation)
        return translation


class DoubleModels(Models):
    """Models that are already open."""

    def __init__(self, engines: Mapping[str, Engine]) -> None:
        specs = {name: engine.spec for name, engine in engines.items()}
        by_task = {spec.task: name for name, spec in specs.items()}
        super().__init__(
            Registry(
                path=Path("models.yaml"),
                defaults=Defaults(
                    translate=by_task.get("translate"), summarise=by_task.get("summarise")
                ),
                models=specs,
                page=Page(),
            )
        )
        self._engines.update(engines)


__all__ = ["Decoding", "DoubleModels", "Fault", "FaultyEngine", "WordEngine", "a_spec"]
