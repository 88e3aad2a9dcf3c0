"""One module a format: bytes or text in, drafts of articles out. ``risky`` lists those that run in the sandbox."""
