"""How it happened and what followed: weapons, shots, flight, cameras, decisions, suits."""
