"""What engines of every runtime have in common."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Generic, Protocol, Self, TypeVar

from workbench.engines.families import MT5, Family
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ConfigError, ModelError
from workbench.records import ModelSpec
from workbench.registry.runtimes import lacking


class HasLoaded(Protocol):
    """What a runtime keeps of a model."""

    @property
    def loaded(self) -> bool: ...


Weights = TypeVar("Weights", bound=HasLoaded)


class LocalEngine(Generic[Weights]):
    """A model of this machine under one decoding; a runtime adds `generate`.

    `base` is the signature without the decoding.
    """

    runtime: str

    def __init__(
        self,
        spec: ModelSpec,
        *,
        family: Family,
        tokenizer: Tokenizer,
        weights: Weights,
        base: str,
    ) -> None:
        for option in lacking(self.runtime, spec.decoding):
            raise ConfigError(
                f"model '{spec.name}' runs under {self.runtime}, which has no {option}; take it "
                "out or choose another runtime"
            )
        least, most = spec.decoding.min_new_tokens, spec.decoding.max_new_tokens
        if least > most:
            raise ConfigError(
                f"model '{spec.name}': min_new_tokens {least} is more than max_new_tokens {most}"
            )
        self.spec = spec
        self._family = family
        self._tokenizer = tokenizer
        self._weights = weights
        self._base = base

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""
        return self._weights.loaded

    @property
    def signature(self) -> str:
        options = " ".join(f"{key}={value}" for key, value in asdict(self.spec.decoding).items())
        return f"{self._base} {options}"

    def decoding(self, **changes: float) -> Self:
        decoding = replace(self.spec.decoding, **changes)  # type: ignore[arg-type]
        return type(self)(
            replace(self.spec, decoding=decoding),
            family=self._family,
            tokenizer=self._tokenizer,
            weights=self._weights,
            base=self._base,
        )

    def count(self, texts: Sequence[str], *, source: str) -> list[int]:
        return [len(self._tokenizer.encode(text, source=source)) for text in texts]

    def _encoded(self, texts: Sequence[str], source: str) -> list[list[int]]:
        """Ids of each text; one over the window is refused."""
        inputs = [self._tokenizer.encode(text, source=source) for text in texts]
        longest = max(map(len, inputs), default=0)
        if longest > self.spec.max_input_tokens:
            raise ModelError(
                f"model '{self.spec.name}' reads at most {self.spec.max_input_tokens} tokens, got "
                f"a text of {longest}: cut it first, nothing is truncated here"
            )
        return inputs

    def _first(self, target: str) -> int | None:
        """The id that every output must begin with."""
        return None if self._family is MT5 else self._tokenizer.language_id(target)
