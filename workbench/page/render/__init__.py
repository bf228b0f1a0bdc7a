"""The page's HTML, as pure functions of the records. Whatever comes from outside is escaped."""

from workbench.page.render.bilingual import originals, rows, translation
from workbench.page.render.desk import desk
from workbench.page.render.digest import briefing, empty_briefing
from workbench.page.render.preview import detected, files, glossary, preview
from workbench.page.render.lines import about_models, answer, language_name, quiet, status

__all__ = [
    "about_models",
    "answer",
    "briefing",
    "desk",
    "detected",
    "empty_briefing",
    "files",
    "glossary",
    "language_name",
    "originals",
    "preview",
    "quiet",
    "rows",
    "status",
    "translation",
]
