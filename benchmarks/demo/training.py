"""One training loop for both models."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel

Pair = tuple[list[int], list[int]]
"""Token ids of an input and of its output, both with their end token."""

IGNORED = -100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a model is trained; `batch_tokens` counts input tokens, padding included."""

    steps: int
    rate: float
    warmup: int
    batch_tokens: int
    batch_pairs: int = 64
    label_smoothing: float = 0.05
    report_every: int = 250


def batches(pairs: Sequence[Pair], recipe: Recipe, rng: Random) -> Iterator[list[Pair]]:
    """Endless batches of inputs of similar length, in random order."""
    while True:
        order = sorted(pairs, key=lambda pair: len(pair[0]) + rng.random() * 8)
        grouped: list[list[Pair]] = [[]]
        for pair in order:
            full = len(grouped[-1]) >= recipe.batch_pairs
            if full or (len(grouped[-1]) + 1) * len(pair[0]) > recipe.batch_tokens:
                grouped.append([])
            grouped[-1].append(pair)
        rng.shuffle(grouped)
        yield from (group for group in grouped if group)


def padded(rows: Sequence[list[int]], filler: int) -> torch.Tensor:
    """The rows as one tensor, filled up on the right."""
    width = max(map(len, rows))
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows])


def loss_of(model: PreTrainedModel, batch: Sequence[Pair], smoothing: float) -> torch.Tensor:
    """Mean cross-entropy over the output tokens of a batch."""
    pad = int(model.config.pad_token_id)
    inputs = padded([pair[0] for pair in batch], pad)
    labels = padded([pair[1] for pair in batch], IGNORED)
    start = torch.full((len(batch), 1), int(model.config.decoder_start_token_id))
    shifted = torch.cat([start, labels[:, :-1].masked_fill(labels[:, :-1] == IGNORED, pad)], 1)
    logits = model(
        input_ids=inputs,
        attention_mask=inputs.ne(pad).long(),
        decoder_input_ids=shifted,
        use_cache=False,
    ).logits
    return cross_entropy(
        logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )


def fit(
    model: PreTrainedModel,
    stream: Iterator[Sequence[Pair]],
    recipe: Recipe,
    report: Callable[[int, float], None],
) -> None:
    """Train in place on batches: AdamW, linear warm-up, then linear decay to nothing.

    `report` gets the step and the mean loss since the last report.
    """
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / recipe.warmup, 1 - step / (recipe.steps + 1)),
    )
    losses: list[float] = []
    model.train()
    for step, batch in zip(range(1, recipe.steps + 1), stream, strict=False):
        loss = loss_of(model, batch, recipe.label_smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        if step % recipe.report_every == 0 or step == recipe.steps:
            model.eval()
            report(step, sum(losses) / len(losses))
            losses.clear()
            model.train()
    model.eval()


def generate_ids(
    model: PreTrainedModel, inputs: Sequence[list[int]], **options: object
) -> list[list[int]]:
    """Output ids of one batch, with whatever the options of `generate` are."""
    pad = int(model.config.pad_token_id)
    tensor = padded(inputs, pad)
    with torch.inference_mode():
        output = model.generate(input_ids=tensor, attention_mask=tensor.ne(pad).long(), **options)
    return [list(row) for row in output.tolist()]


class Clock:
    """Seconds since it was made, for the log."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __str__(self) -> str:
        return f"{time.monotonic() - self.started:6.0f} s"
