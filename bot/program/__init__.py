"""Who: the settings are read, and everything is connected."""
