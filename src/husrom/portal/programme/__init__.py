"""The programme file: read, checked, compared, loaded, exported, shifted and cloned. People are never in it."""
