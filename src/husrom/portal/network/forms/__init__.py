"""The forms of a network's pages, one file per room."""
