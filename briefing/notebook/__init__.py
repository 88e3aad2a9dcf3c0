"""What is handed out: the page of a story and the notebook as Markdown, HTML or a document of Word."""
