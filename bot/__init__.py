"""The platforms: a folder for each, the terminal for administrators, and in this folder what they share."""
