"""Writing WordprocessingML: for those who write Word files alone; reading never loads it."""
