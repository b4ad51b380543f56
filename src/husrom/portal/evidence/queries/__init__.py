"""What the pages of figures are made of; nothing here asks the database but the comparison of a network's members."""
