"""What a sentence's words tell in its language: a finite verb, a verb of saying, who speaks."""

from workbench.grammar.lists import Grammar, Word, grammar_of, texts_of, tokens, words_of
from workbench.grammar.speech import Speaker, outside_quotes, same_quotes, says, speakers

__all__ = [
    "Grammar",
    "Speaker",
    "Word",
    "grammar_of",
    "outside_quotes",
    "same_quotes",
    "says",
    "speakers",
    "texts_of",
    "tokens",
    "words_of",
]
