"""The web platform: the playground, the share page and pictures."""
