"""The bundled newsroom: invented outlets on loopback, to try the whole path on."""
