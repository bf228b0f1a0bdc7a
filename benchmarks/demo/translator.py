"""The demo translator: an M2M100 model with NLLB's tokenizer and input format."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from transformers import GenerationConfig, M2M100Config, M2M100ForConditionalGeneration

from benchmarks.demo.articles import generate_sentences
from benchmarks.demo.grammar import Aligned
from benchmarks.demo.tokenization import (
    NLLB_OFFSET,
    Encoder,
    map_quotes,
    nllb_ids,
    train_nllb_pieces,
    write_nllb_tokenizer,
)
from benchmarks.demo.training import Clock, Pair, Recipe, batches, fit, generate_ids

SOURCES = ("pes_Arab", "arb_Arab")
TARGET = "eng_Latn"
EOS = 2
VOCABULARY = 2400
CORPUS = 120_000
CHECKED = 200
RECIPE = Recipe(steps=6000, rate=2e-3, warmup=200, batch_tokens=4096)


def encode(encoder: Encoder, text: str, code: int) -> list[int]:
    """NLLB's ids: code, pieces, end."""
    pieces = encoder.encode(map_quotes(text))
    return [code, *(piece + NLLB_OFFSET for piece in pieces), EOS]


def pairs_of(encoder: Encoder, sentences: Sequence[Aligned]) -> list[Pair]:
    """Two pairs for a sentence, one from each source language."""
    codes = nllb_ids(encoder)
    return [
        (
            encode(encoder, sentence.texts[source], codes[source]),
            encode(encoder, sentence.texts[TARGET], codes[TARGET]),
        )
        for sentence in sentences
        for source in SOURCES
    ]


def new_model(encoder: Encoder) -> M2M100ForConditionalGeneration:
    """An untrained model of NLLB's architecture."""
    return M2M100ForConditionalGeneration(
        M2M100Config(
            vocab_size=max(nllb_ids(encoder).values()) + 1,
            d_model=128,
            encoder_layers=2,
            decoder_layers=2,
            encoder_attention_heads=4,
            decoder_attention_heads=4,
            encoder_ffn_dim=512,
            decoder_ffn_dim=512,
            dropout=0.05,
            attention_dropout=0.0,
            activation_dropout=0.0,
            encoder_layerdrop=0.0,
            decoder_layerdrop=0.0,
            max_position_embeddings=1024,
            scale_embedding=True,
            decoder_start_token_id=EOS,
            tie_word_embeddings=True,
        )
    )


def exact_share(
    model: M2M100ForConditionalGeneration, encoder: Encoder, pairs: Sequence[Pair], beams: int
) -> float:
    """Share of the pairs whose output is right to the last piece."""
    right = 0
    code = nllb_ids(encoder)[TARGET]
    for start in range(0, len(pairs), 50):
        part = pairs[start : start + 50]
        inputs = [pair[0] for pair in part]
        options = {"num_beams": beams, "max_new_tokens": 128, "forced_bos_token_id": code}
        for ids, (_, expected) in zip(generate_ids(model, inputs, **options), part, strict=True):
            right += ids[1 : len(expected) + 1] == expected
    return right / len(pairs)


def train(folder: Path, seed: int, *, recipe: Recipe = RECIPE) -> None:
    """Train on generated sentences and write the checkpoint folder."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    sentences = generate_sentences(seed, CORPUS, held_out=False)
    texts = (text for sentence in sentences for text in sentence.texts.values())
    encoder = train_nllb_pieces(texts, folder, VOCABULARY)
    write_nllb_tokenizer(folder, encoder)
    model = new_model(encoder)
    held_out = pairs_of(encoder, generate_sentences(seed, CHECKED, held_out=True))

    def report(step: int, loss: float) -> None:
        shares = {
            lang: exact_share(model, encoder, held_out[place::2], 1)
            for place, lang in enumerate(SOURCES)
        }
        exact = ", ".join(f"{lang} {share:.1%}" for lang, share in shares.items())
        print(f"{clock} translator step {step}: loss {loss:.3f}, exact {exact}", flush=True)

    print(f"{clock} translator: {model.num_parameters():,} parameters", flush=True)
    pairs = pairs_of(encoder, sentences)
    fit(model, batches(pairs, recipe, Random(seed)), recipe, report)
    save(model, folder)


def save(model: M2M100ForConditionalGeneration, folder: Path) -> None:
    """Weights and configuration, as NLLB's repository has them."""
    model.generation_config = GenerationConfig(
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=EOS,
        decoder_start_token_id=EOS,
        max_length=200,
    )
    model.save_pretrained(folder)


def measure(folder: Path, seed: int, *, count: int) -> dict[str, float]:
    """Exact share on held-out sentences for each source language, with four beams."""
    model = M2M100ForConditionalGeneration.from_pretrained(folder).eval()
    encoder = Encoder(model_file=str(folder / "sentencepiece.bpe.model"))
    pairs = pairs_of(encoder, generate_sentences(seed, count, held_out=True))
    return {
        lang: exact_share(model, encoder, pairs[place::2], 4) for place, lang in enumerate(SOURCES)
    }
