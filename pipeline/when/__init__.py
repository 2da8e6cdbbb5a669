"""When it happened: expressions of time, and the days that they can mean."""
