"""The page's HTML, as pure functions of the records. Whatever comes from outside is escaped."""

from workbench.page.render.acts import act, acts
from workbench.page.render.bilingual import originals, rows, translation
from workbench.page.render.desk import desk
from workbench.page.render.digest import briefing, empty_briefing
from workbench.page.render.keeping import keeping
from workbench.page.render.lines import (
    about_models,
    answer,
    counted,
    language_name,
    quiet,
    readiness,
    status,
)
from workbench.page.render.preview import detected, files, glossary, preview
from workbench.page.render.tools import tools

__all__ = [
    "about_models",
    "act",
    "acts",
    "answer",
    "briefing",
    "counted",
    "desk",
    "detected",
    "empty_briefing",
    "files",
    "glossary",
    "keeping",
    "language_name",
    "originals",
    "preview",
    "quiet",
    "readiness",
    "rows",
    "status",
    "tools",
    "translation",
]
