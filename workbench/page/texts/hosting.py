"""What a page says about its place: limits, models that are not ready, a GPU that is lent."""

TOO_OFTEN = (
    "this page reads at most {most} for each visitor in an hour, and {left} left for you now; "
    "try again in {wait}"
)
TOO_MANY_FOR_AN_HOUR = (
    "this page reads at most {most} for each visitor in an hour; give no more than that at once"
)
ONE_ARTICLE, ARTICLES = "one article", "{count} articles"
NONE_LEFT, ONE_LEFT, SOME_LEFT = "none is", "one is", "{count} are"
ONE_MINUTE, MINUTES = "a minute", "{count} minutes"
