"""Rooms of tools/build_snapshot.py: reading declared inputs, re-shaping, drawing boundaries, writing."""
