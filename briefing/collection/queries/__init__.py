"""Every question that commands and screens ask of a folder, answered from what is stored."""
