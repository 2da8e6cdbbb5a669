"""Who fires and who is hit, clause by clause: the small grammar every reader shares."""
