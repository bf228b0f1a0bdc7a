"""A model's files on this machine: where they are, whether all are there, and the download."""

from workbench.store.files import Status, folder, size_text, status
from workbench.store.hub import pull

__all__ = ["Status", "folder", "pull", "size_text", "status"]
