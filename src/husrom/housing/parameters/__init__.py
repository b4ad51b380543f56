"""Numbers that are decided, not measured: one YAML file each, with unit, dates and a reference for every date."""

from husrom.housing.parameters.loader import Parameter, Reference, load_parameter, parameter, parameters

__all__ = ["Parameter", "Reference", "load_parameter", "parameter", "parameters"]
