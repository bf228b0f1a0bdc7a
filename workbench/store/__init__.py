"""A model's files on this machine: where they are, whether all are there, and the download."""

from workbench.store.converted import Entry
from workbench.store.files import Status, folder, is_ctranslate2, size_text, status
from workbench.store.hub import pull
from workbench.store.identity import identity
from workbench.store.originals import delete_original, original_bytes

__all__ = [
    "Entry",
    "Status",
    "delete_original",
    "folder",
    "identity",
    "is_ctranslate2",
    "original_bytes",
    "pull",
    "size_text",
    "status",
]
