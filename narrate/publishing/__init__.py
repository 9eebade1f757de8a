"""Episodes become a feed that people subscribe to."""
