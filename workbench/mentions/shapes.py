"""The shapes of dates, as patterns over the kinds of `tokens`; every repetition is bounded."""

import re

_BEFORE = r"(?:(?<!:)n:n(?::n)? ?[-,|]? ?)?(?:(?P<before>W)(?: ?[,.(-])? ?(?:[Cf] ?)?)?"
_CLOCK = r"(?:(?: ?[,|-])? ?(?:[tf] ?){0,2}n ?[:t] ?n(?::n)?(?:\.[nyN])?(?: ?t)?)"
_AFTER = (
    r"(?:(?: ?[,(-]){0,2} ?(?P<after>W)(?! ?,? ?n(?!:))\)?)?"
    rf"(?:{_CLOCK}(?: ?[Z+-](?:n:n|n|y)?){{0,3}}|(?: ?Z){{0,3}})"
)
_ALONE = r"(?<![nyN][./:-])(?<![nyN])"
_DONE = r"(?![-/.][nyN])(?![nyN])"
_YEAR = r"(?P<year>y)(?: ?(?P<era>e)(?:\.? ?(?P<era2>e))?)?"
_GLOSS = r"(?: ?/ ?[MK]| ?\([MK]\))?"
_DAY = r"(?P<day>n)(?: ?-?[of])?"

_CORES = {
    "textual": (
        rf"(?<![nyN][.:])(?<![nyN])(?<!b )(?<!b){_DAY}\.?(?: ?[,./-])? ?(?:[fa] ){{0,2}}"
        rf"(?P<month>[MK]){_GLOSS}"
        rf"(?: a)?(?:\.?(?: ?[,./-])? ?(?:f ){{0,2}}{_YEAR}(?![./:%]?[nN]))?"
    ),
    "month first": (
        rf"(?P<month>K)\.? ?{_DAY}(?![:%nyN]|[.,]N)(?:(?: ?,)? ?(?:f )?{_YEAR}(?![.:%]?[nN]))?"
    ),
    "month": rf"(?P<month>[MK]){_GLOSS}(?: a)?\.?(?: ?,)? ?(?:f ){{0,2}}{_YEAR}(?![./:%]?[nN])",
    "year, month": (
        rf"{_ALONE}(?P<year>y)(?: ?e)?(?: ?f){{0,2}} ?(?P<month>[MK]) ?(?:f ?){{0,2}}{_DAY}"
        r"(?![./:%]?[nyN])"
    ),
    "year, day": (
        rf"{_ALONE}(?P<year>y)(?: ?[.-])?(?: ?f){{1,2}}\.? ?{_DAY}(?: ?-)? ?(?P<month>[MK])"
    ),
    "year first": (
        rf"{_ALONE}(?P<year>y) ?(?P<mark>[-/.]) ?(?P<month>n) ?(?P=mark) ?(?P<day>n){_DONE}"
        r"(?: ?(?P<era>e)(?:\.? ?(?P<era2>e))?)?"
    ),
    "year last": (
        rf"{_ALONE}(?P<first>n) ?(?P<mark>[-/.]) ?(?P<second>n) ?(?P=mark) ?{_YEAR}{_DONE}"
    ),
    "counted": (
        rf"{_ALONE}(?:(?P<year>y) ?Y ?(?P<month>n) ?m(?: ?(?P<day>n) ?d)?"
        r"|(?P<month2>n) ?m ?(?P<day2>n) ?d)"
    ),
}
SHAPES = {name: re.compile(_BEFORE + core + _AFTER) for name, core in _CORES.items()}

# Between two tellings of one day: "13 September (22 Shahrivar)", "which is the".
JOINT = re.compile(r" ?(?:[(/,|-] ?)?(?:[Cf] ?){0,2}")
