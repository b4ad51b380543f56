"""Microsimulation of households and dwellings: who moves when a dwelling becomes vacant, year by year."""
