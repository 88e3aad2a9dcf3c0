"""What is seen: each module one widget that shows value objects and posts messages. No widget reads, searches or decides.

In :mod:`briefing.tui.drawing`, ``strips`` is the one door for text to the screen, ``text_layout`` breaks lines, ``row_list`` is the list
that the others share.
"""
