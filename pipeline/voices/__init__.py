"""Who says it: quotations, and the speakers of sentences."""
