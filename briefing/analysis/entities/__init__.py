"""Find people, organisations and places in an article."""
