"""What a story is on: the signs of a shooting by police, and what only looks like one."""
