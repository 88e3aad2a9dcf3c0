-- Everything is kept per folder of articles (its real path, as bytes of the file system).
CREATE TABLE folder(id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, opened TEXT NOT NULL);
CREATE TABLE read_mark(folder INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (folder, article)) WITHOUT ROWID;
CREATE TABLE star(folder INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (folder, article)) WITHOUT ROWID;
CREATE TABLE mark(folder INTEGER NOT NULL, letter TEXT NOT NULL, article TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folder, letter)) WITHOUT ROWID;
CREATE TABLE clipping(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, article TEXT NOT NULL, path BLOB NOT NULL, quotation TEXT,
  span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT NOT NULL, citation TEXT NOT NULL, added TEXT NOT NULL, note TEXT NOT NULL DEFAULT '');
CREATE TABLE saved_search(folder INTEGER NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (folder, name)) WITHOUT ROWID;
CREATE TABLE history(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, query TEXT NOT NULL, UNIQUE (folder, query));
CREATE TABLE session(folder INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entity_edit(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL, surface TEXT NOT NULL,
  target TEXT NOT NULL, article TEXT NOT NULL, span_start INTEGER, span_end INTEGER);
