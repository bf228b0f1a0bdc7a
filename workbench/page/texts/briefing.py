"""The briefing, as something to work on."""

DROP = "Drop"
UP = "Up"
DOWN = "Down"
REWORD = "Reword"
TICK = "Take into the one brief"
UNTICK = "Take out of the one brief"
