"""The bundled newsroom: invented outlets on loopback, so that the whole path can be tried at once."""
