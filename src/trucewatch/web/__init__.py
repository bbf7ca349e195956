"""Serves a case's pages on this machine only. In comes a folder, out go files to a browser. Its verb is `serve`."""

from trucewatch.web.loopback import serve

__all__ = ["serve"]
