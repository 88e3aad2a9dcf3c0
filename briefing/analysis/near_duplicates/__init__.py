"""Find articles that carry one text, and what each copy changed."""
