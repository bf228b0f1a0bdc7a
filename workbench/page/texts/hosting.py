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

ABSENT = "{name} is not on this computer; it is a download of {size}."
ABSENT_OF_UNKNOWN_SIZE = "{name} is not on this computer and has to be downloaded."
HERE = "{name} is on this computer."
DOWNLOADING = "{name} is being downloaded: {done} of {size}."
DOWNLOADING_OF_UNKNOWN_SIZE = "{name} is being downloaded: {done} so far."
CONVERTING = "{name} is being converted for this computer, once; that takes about {seconds} s."
LOADING = "{name} is being loaded."
READY = "{name} is ready."
NOT_READY = "{name} is not ready: {reason}"
NOT_FETCHED = "its download ended before it was complete; start it again, what has arrived is kept"
BROKEN = "something in the workbench itself failed; the server's log says what"

NO_GPU = (
    "the GPU that is lent for each article did not serve this one: {reason}; try again later, or "
    "with the demo models"
)

TOO_LARGE = "The request is larger than {size} MB; give one article."
NOT_FOR_THIS_HOST = (
    "This page is for the computer that it runs on, and was asked for as '{host}'. To let others "
    "in, start it with --host: then it has the limits of a page that others can reach."
)
NOT_FOR_THIS_PAGE = (
    "This page takes no orders from another one, and '{origin}' is another: use it in a tab of its "
    "own."
)
FORWARDED = (
    "This page is for the computer that it runs on, and a proxy passed this request on. To let "
    "others in, start it with --host: then it has the limits of a page that others can reach."
)

FETCH = "Download the models{size}"
CANCEL = "End the download"
MEANWHILE = (
    "Until then the page cleans an article, tells its language and splits it; the demo models "
    "read the examples."
)
HOST_FETCHES = "Whoever runs this page has to fetch them: `workbench models pull`."
