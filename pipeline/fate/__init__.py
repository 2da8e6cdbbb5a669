"""Who died, who lived, and of whom it is not said."""
