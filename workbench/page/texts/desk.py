"""Several articles, and the one brief made of them."""

NO_ARTICLE = "article {id} is not on the page any more; run it again"
NO_POINT = "there is no point {point} any more; look at the points as they are now"
NOTHING_TO_UNDO = "there is nothing to undo"
OPEN = "Open"
REMOVE = "Remove"
