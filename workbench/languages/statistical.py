"""The statistical detector: py3langid's naive Bayes over byte sequences, 139 languages.

Measured against fastText's lid.176, CLD2, lingua, ELD, franc and HeLI on the sentences of
tests/data/languages_detect.tsv: 93 % alone, 82 % for lid.176, 69 % for lingua; only CLD2 is level,
no longer maintained and without wheels for ARM Linux. It is 5 MB and needs nothing but NumPy.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from workbench.languages.lookup import varieties
from workbench.languages.names import table
from workbench.languages.telling import script_of_text

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# What the model calls otherwise than the table: the nearest language that NLLB has.
_NEAREST = {"sdh": ("ckb_Arab",), "hbo": ("heb_Hebr",), "sr": ("srp_Cyrl", "hrv_Latn")}
_ARABIC = "arb_Arab"  # for the spoken varieties too: news is hardly ever written in them


def probabilities(text: str, script: str) -> Mapping[str, float]:
    """Probability by FLORES code among the languages of `script`; `und`: one that NLLB lacks."""
    found = defaultdict[str, float](float)
    for label, probability in _identifier().rank(text):
        codes = _codes(label)
        fitting = [code for code in codes if script_of_text(code) == script]
        if fitting or not codes:
            found[fitting[0] if fitting else "und"] += probability
    total = sum(found.values()) or 1.0
    return {code: probability / total for code, probability in found.items()}


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _codes(label: str) -> tuple[str, ...]:
    """FLORES codes that one of the model's labels can mean, the standard variety first."""
    codes = _NEAREST.get(label) or varieties(label)
    spoken = codes and table()[codes[0]].variety_of == _ARABIC
    return (_ARABIC,) if spoken else codes
