"""Say how the values of the domain read to people."""
