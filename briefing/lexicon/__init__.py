"""Tables of words, each one kept once: names, places, agencies, verbs of saying. Imports nothing but the ground floor."""
