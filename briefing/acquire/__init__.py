"""Bring files and web pages into the folder of articles: the engine of ``briefing add``."""
