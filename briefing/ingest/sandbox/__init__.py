"""Parse risky formats in a limited process that can be killed."""
