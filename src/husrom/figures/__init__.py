"""Ground floor: official figures and where they come from. Knows nothing of housing models or the web."""
