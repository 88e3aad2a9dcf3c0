"""What widgets are drawn with: lines of cells, wrapped text, marks over it, and the base classes of panes."""
