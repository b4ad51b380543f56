"""Second floor: the network's web application."""
