"""Very many reports at once: the same questions as in linking, asked in columns."""
