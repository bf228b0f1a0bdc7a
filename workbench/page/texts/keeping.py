"""Briefings that stay in the visitor's browser."""

HEADING = "Kept in this browser"
KEEP = "Keep the last five briefings in this browser"
HINT = (
    "Off, nothing is kept and what was kept is wiped. On, they stay on this device until you wipe "
    "them: leave it off where others use it, too."
)
WIPE = "Wipe all"
OPENED = "Opened as it was kept."
NO_TEXT = "the page sent no kept briefing; reload it"
TOO_LONG = "a kept briefing has at most {most:,} characters; open its JSON file instead"
NAME = "kept briefing"
