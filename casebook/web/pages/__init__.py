"""One module per page: each a function from a request and a session to what is shown."""
