"""The command line: in come a user's words, out go lines, tables and files. Its verb is `main`.

With `web` the only room that reads the clock and the user. Heavy libraries are imported by the command that needs
them, so that `trucewatch --help` answers at once.
"""

from trucewatch.cli.app import main

__all__ = ["main"]
