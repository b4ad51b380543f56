"""First floor: models of the housing market. Arrays and parameters in, arrays out; no Django, HTTP or files."""
