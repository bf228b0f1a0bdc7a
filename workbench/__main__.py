"""`python -m workbench` is the command line."""

from workbench.cli import entry

entry()
