"""The review pages and the API: where people decide. Server-rendered, nothing from elsewhere."""
