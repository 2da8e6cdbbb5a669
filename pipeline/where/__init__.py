"""Where it happened: place words, the town they speak for, the spot as written."""
