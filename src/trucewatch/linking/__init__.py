"""The linking room."""
