"""The words by which people are said to speak: verbs and nouns of saying, speakers, occasions, stretches in marks."""
