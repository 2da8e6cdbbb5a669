"""How a story is laid out: which sentences are about which of the incidents it tells."""
