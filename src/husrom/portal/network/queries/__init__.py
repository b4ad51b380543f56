"""Reads that span rows, one file per room."""
