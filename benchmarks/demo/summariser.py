"""The demo summariser: an untied mT5 with its SentencePiece tokenizer."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from random import Random

import torch
from transformers import GenerationConfig, MT5Config, MT5ForConditionalGeneration

from benchmarks.demo.articles import DemoArticle, generate_article
from benchmarks.demo.tokenization import (
    Encoder,
    map_quotes,
    train_mt5_pieces,
    write_mt5_tokenizer,
)
from benchmarks.demo.training import Clock, Pair, Recipe, batches, fit, generate_ids
from benchmarks.demo.vocabulary import LANGS

EOS = 1
WINDOW = 512
CORPUS = 24_000
LONG = 38
"""Sentences that fill a window whatever they are."""
CHECKED = 20
STAGES = ((0, 45, 600), (0, 140, 1800), (40, WINDOW, 1800))
"""Shortest and longest window in tokens, and steps, of each stage of the training.

First little more than the lead, which teaches what to write; then more and more to ignore.
"""
VIEWS = ((1.0, 8.0), (8.0, 1.0), (0.25, 0.25), (0.0, 0.0))
"""How fast each head's attention falls with the distance to tokens before and after."""
CHECKS = {"lead": (0, 45), "short": (80, 200), "full": (WINDOW, WINDOW)}
RECIPE = Recipe(
    steps=sum(stage[-1] for stage in STAGES),
    rate=1e-3,
    warmup=200,
    batch_tokens=4096,
    batch_pairs=48,
    label_smoothing=0.0,
    report_every=600,
)
DECODING = {
    "num_beams": 4,
    "no_repeat_ngram_size": 2,
    "length_penalty": 0.6,
    "max_new_tokens": 84,
}


def window(
    encoder: Encoder, article: DemoArticle, lang: str, rng: Random, *, tokens: int
) -> list[int]:
    """An article's opening and as many of its sentences as fit, as ids.

    Title and date line are there or not, and the sentences need not be the next ones: later
    windows of a long text get the opening as context.
    """
    opening = [part for part in (article.title, article.dateline) if rng.random() < 0.5]
    rng.shuffle(opening)
    quotes = map_quotes if rng.random() < 0.5 else str
    ids = encoder.encode(" ".join(part.texts[lang] for part in (*opening, article.lead)))
    for part in article.body:
        piece_ids = encoder.encode(quotes(part.texts[lang]))
        if len(ids) + len(piece_ids) + 1 > tokens:
            break
        ids += piece_ids
    return [*ids, EOS]


def pairs_of(
    encoder: Encoder,
    articles: Sequence[DemoArticle],
    rng: Random,
    *,
    lengths: Sequence[int],
    langs: Sequence[str] = tuple(LANGS.values()),
) -> list[Pair]:
    """One pair for an article and a language; lengths are drawn between the two."""
    return [
        (
            window(encoder, article, lang, rng, tokens=rng.randint(*lengths)),
            [*encoder.encode(article.summary.texts[lang]), EOS],
        )
        for article in articles
        for lang in langs
    ]


def new_model(encoder: Encoder) -> MT5ForConditionalGeneration:
    """An untrained model of mT5's architecture: one table for both inputs, another for output.

    `MT5Config` of transformers 5 says tied whatever it is told, so the flag is put right after;
    but then transformers does not share the two input tables either.
    """
    config = MT5Config(
        vocab_size=encoder.get_piece_size(),
        d_model=128,
        d_kv=32,
        d_ff=256,
        num_layers=3,
        num_decoder_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        feed_forward_proj="gated-gelu",
    )
    config.tie_word_embeddings = False
    model = MT5ForConditionalGeneration(config)
    model.set_input_embeddings(model.shared)
    with torch.no_grad():
        # T5 draws an untied output layer with unit variance: the first 200 steps lost 16.7 on
        # average, where guessing loses 7.5.
        model.lm_head.weight.mul_(config.d_model**-0.5)
    look_near(model)
    return model


def look_near(model: MT5ForConditionalGeneration) -> None:
    """Start the encoder's heads with a view: just before, just after, around, everywhere.

    From T5's random start, attention over a hundred tokens is nearly even, and telling the lead
    from the rest of a window was hardly learned in 2,700 steps.
    """
    table = model.encoder.block[0].layer[0].SelfAttention.relative_attention_bias.weight
    half = table.shape[0] // 2
    far = [
        n if n < half // 2 else half / 2 * 16 ** ((n - half // 2) / (half // 2))
        for n in range(half)
    ]
    distance = torch.tensor(far)
    with torch.no_grad():
        for head, (before, after) in enumerate(VIEWS):
            table[:half, head] = -(before * distance).clamp(max=8)
            table[half:, head] = -(after * distance).clamp(max=8)


def exact_share(model: MT5ForConditionalGeneration, pairs: Sequence[Pair]) -> float:
    """Share of the pairs whose summary is right to the last piece, decoded as in use."""
    right = 0
    for start in range(0, len(pairs), 20):
        part = pairs[start : start + 20]
        found = generate_ids(model, [pair[0] for pair in part], **DECODING)
        for ids, (_, expected) in zip(found, part, strict=True):
            right += ids[1 : len(expected) + 1] == expected
    return right / len(pairs)


def train(folder: Path, seed: int, *, recipe: Recipe = RECIPE) -> None:
    """Train on windows of generated articles and write the checkpoint folder."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    rng = Random(seed)
    articles = [
        generate_article(seed * CORPUS + place, held_out=False, sentences=rng.randint(2, LONG))
        for place in range(CORPUS)
    ]
    encoder = train_mt5_pieces(_texts(articles[:4000]), folder)
    write_mt5_tokenizer(folder)
    model = new_model(encoder)
    checks = check_sets(encoder, rng, range(CHECKED))

    def report(step: int, loss: float) -> None:
        save(model, folder)
        shares = {name: exact_share(model, pairs) for name, pairs in checks.items()}
        exact = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
        print(f"{clock} summariser step {step}: loss {loss:.3f}, exact {exact}", flush=True)

    print(f"{clock} summariser: {model.num_parameters():,} parameters", flush=True)
    stream = chain.from_iterable(
        islice(batches(pairs_of(encoder, articles, rng, lengths=lengths), recipe, rng), steps)
        for *lengths, steps in STAGES
    )
    fit(model, stream, recipe, report)
    save(model, folder)


def check_sets(encoder: Encoder, rng: Random, seeds: Iterable[int]) -> dict[str, list[Pair]]:
    """Windows of held-out articles, one for each seed, by size and language."""
    fresh = [generate_article(seed, held_out=True, sentences=LONG) for seed in seeds]
    return {
        f"{name} {lang}": pairs_of(encoder, fresh, rng, lengths=lengths, langs=[lang])
        for name, lengths in CHECKS.items()
        for lang in LANGS.values()
    }


def measure(folder: Path, seed: int, *, count: int) -> dict[str, float]:
    """Exact share on held-out articles for each size and language, decoded as in use."""
    model = MT5ForConditionalGeneration.from_pretrained(folder).eval()
    encoder = Encoder(model_file=str(folder / "spiece.model"))
    sets = check_sets(encoder, Random(seed), range(seed, seed + count))
    return {name: exact_share(model, pairs) for name, pairs in sets.items()}


def _texts(articles: Sequence[DemoArticle]) -> list[str]:
    return [
        text
        for article in articles
        for part in (article.title, article.dateline, article.lead, *article.body, article.summary)
        for text in part.texts.values()
    ]


def save(model: MT5ForConditionalGeneration, folder: Path) -> None:
    """Weights and configuration; the file says untied, as XL-Sum's does, whoever writes it."""
    model.generation_config = GenerationConfig(
        pad_token_id=0, eos_token_id=EOS, decoder_start_token_id=0
    )
    model.save_pretrained(folder)
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8")) | {"tie_word_embeddings": False}
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
