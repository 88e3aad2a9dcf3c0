-- Stories as a person corrected them: an article taken out of its story, put into that of another article, or both stories made one.
CREATE TABLE story_edit(id INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER NOT NULL, action TEXT NOT NULL, article TEXT NOT NULL, target TEXT NOT NULL);
