"""Which part each person plays in a shooting, and how many were hit."""
