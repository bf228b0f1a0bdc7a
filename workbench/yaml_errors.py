"""What is wrong with a YAML text, and in which of its lines."""

import yaml


def told(error: yaml.YAMLError, text: str) -> tuple[int | None, str]:
    """The line, counted from 1, and what is wrong there, of an error of PyYAML's over `text`."""
    if isinstance(error, yaml.reader.ReaderError):
        character = ord(text[error.position])
        line = text.count("\n", 0, error.position) + 1
        return line, f"the character U+{character:04X} is not allowed in YAML"
    if not isinstance(error, yaml.MarkedYAMLError):
        return None, f"not valid YAML: {error}"
    mark = error.problem_mark or error.context_mark
    what = ", ".join(part for part in (error.context, error.problem) if part)
    return (mark.line + 1 if mark else None), f"not valid YAML: {what}"
