"""Numbers, amounts of money and dates in the three languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.demo.vocabulary import Entry, vocabulary

FORMS = {
    "million": ("میلیون", "مليون", "ملايين"),
    "billion": ("میلیارد", "مليار", "مليارات"),
}
CURRENCIES = {"dollars": ("دلار", "دولار"), "euros": ("یورو", "يورو")}
NATIVE = {
    "fa": str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫"),
    "ar": str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"),
}


@dataclass(frozen=True, slots=True)
class Digits:
    """Whether a text writes its numbers in the digits of its own script."""

    fa: bool
    ar: bool

    def write(self, number: str, lang: str) -> str:
        """The number as it stands in a text of that language; English is always western."""
        native = (lang == "fa" and self.fa) or (lang == "ar" and self.ar)
        return number.translate(NATIVE[lang]) if native else number


def draw_digits(rng: Random) -> Digits:
    """Persian papers mostly keep their own digits; Arabic ones differ by region."""
    return Digits(fa=rng.random() < 0.85, ar=rng.random() < 0.4)


def number_entry(number: str, digits: Digits) -> Entry:
    """A plain number."""
    return {lang: digits.write(number, lang) for lang in ("en", "fa", "ar")}


def money_entry(number: str, unit: str, currency: str, digits: Digits) -> Entry:
    """An amount; Arabic takes the plural of the unit after whole numbers from 3 to 10."""
    fa_unit, ar_one, ar_many = FORMS[unit]
    fa_currency, ar_currency = CURRENCIES[currency]
    ar_unit = ar_many if "." not in number and 3 <= int(number) % 100 <= 10 else ar_one
    written = number_entry(number, digits)
    return {
        "en": f"{written['en']} {unit} {currency}",
        "fa": f"{written['fa']} {fa_unit} {fa_currency}",
        "ar": f"{written['ar']} {ar_unit} {ar_currency}",
    }


def date_entry(day: str, month: Entry, digits: Digits) -> Entry:
    """A day of a month, without the year."""
    written = number_entry(day, digits)
    return {lang: f"{written[lang]} {month[lang]}" for lang in written}


def _plural_free(rng: Random, low: int, high: int) -> str:
    """A whole number after which Arabic counts in the accusative singular (11 to 99)."""
    return str(rng.choice([n for n in range(low, high) if n % 100 >= 11]))


def _fraction_or(rng: Random, whole: str, share: float) -> str:
    if rng.random() >= share:
        return whole
    return f"{rng.randint(1, 30)}.{rng.randint(1, 9)}"


def _percent(rng: Random, digits: Digits) -> Entry:
    return number_entry(_fraction_or(rng, str(rng.randint(2, 95)), 0.25), digits)


def _date(rng: Random, digits: Digits) -> Entry:
    month = rng.choice(vocabulary()["month"])
    return date_entry(str(rng.randint(1, 28)), month, digits)


def _money(rng: Random, digits: Digits) -> Entry:
    whole = str(rng.choice([n for n in range(3, 1000) if n % 100 not in (1, 2)]))
    whole = str(rng.randint(3, 20)) if rng.random() < 0.4 else whole
    number = _fraction_or(rng, whole, 0.2)
    return money_entry(number, rng.choice([*FORMS]), rng.choice([*CURRENCIES]), digits)


DRAWN: Mapping[str, Callable[[Random, Digits], Entry]] = {
    "percent": _percent,
    "percent2": _percent,
    "count": lambda rng, digits: number_entry(_plural_free(rng, 11, 1000), digits),
    "price": lambda rng, digits: number_entry(_plural_free(rng, 111, 1000), digits),
    "year": lambda rng, digits: number_entry(str(rng.randint(1985, 2029)), digits),
    "date": _date,
    "money": _money,
}
"""The numeric slots and how their values are drawn."""
