"""Who is named as the speaker: the forms and candidates around a quotation, their features, and who of them it is."""
