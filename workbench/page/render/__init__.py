"""The page's HTML, as pure functions of the records. Whatever comes from outside is escaped."""

from workbench.page.render.bilingual import originals, rows, translation
from workbench.page.render.digest import briefing, empty_briefing, source_line
from workbench.page.render.lines import about_models, language_name, quiet, status

__all__ = [
    "about_models",
    "briefing",
    "empty_briefing",
    "language_name",
    "originals",
    "quiet",
    "rows",
    "source_line",
    "status",
    "translation",
]
