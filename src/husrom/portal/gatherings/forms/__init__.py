"""What a page lets a person fill in about gatherings."""
