"""The few ways the workbench can fail, each a sentence a user can act on."""


class WorkbenchError(Exception):
    """Base of every expected failure; its text says what, where, and what to do next.

    `on_page` says the same to the page's readers, where the text speaks of a command line, which
    they do not have.
    """

    def __init__(self, text: str = "", *, on_page: str = "") -> None:
        super().__init__(text)
        self.on_page = on_page or text


class InputError(WorkbenchError):
    """A source that cannot be read as an article: missing, empty, binary, undecodable."""


class ConfigError(WorkbenchError):
    """A faulty `models.yaml`; one `file:line: path: fault` a line, all faults at once."""


class LanguageError(WorkbenchError):
    """A language that is unknown, or a pair that the chosen model does not have."""


class ModelError(WorkbenchError):
    """A model that is absent, incomplete, of an unsupported family, or fails its load checks."""


class ResourceError(WorkbenchError):
    """Not enough memory or disk; the text says how much is needed and how much there is."""
