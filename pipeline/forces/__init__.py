"""Which agencies are named, what each is called in full, and what its part was."""
