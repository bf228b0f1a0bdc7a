"""The bilingual reader."""

SENTENCE_LINK = "Sentence {id}"
SENTENCE = "sentence {id}"
FINDING = "{kind}, sentence {id}"
MORE = "and {count} more"

ADD = "Add to brief"
CORRECT = "Correct"
UNCORRECT = "Undo"
FINE = "Checked, fine"
REOPEN = "To check again"

NAME = "{source}: {spellings}"
"""What is said of a name in the text: as the source writes it, and its spellings."""
WORDS_OF = "words of sentence"
UNCLEAR = "whose words these are is unclear"
YOURS_ON = "your correction of {day}"
YOURS = "your correction"
FROM_MEMORY = "from memory"
SECOND_TRY = "second try"
COPIED = "copied: it needs no translation"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
