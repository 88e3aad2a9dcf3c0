"""What is seen: each module one widget that shows value objects and posts messages. No widget reads, searches or decides.

:mod:`.draw` is the one door for text to the screen, :mod:`.layout` breaks lines, :mod:`.rows` is the list that the others share.
"""
