"""What is known before a story is read: places, names, outlets, agencies, holidays."""
