-- What a person watches (a search, a name), and which articles stood there at the last look: the identity of each article and a digest of its text.
CREATE TABLE watch(folder INTEGER NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, checksum TEXT NOT NULL DEFAULT '', PRIMARY KEY (folder, subject)) WITHOUT ROWID;
CREATE TABLE look(folder INTEGER NOT NULL, subject TEXT NOT NULL, looked TEXT NOT NULL, seen BLOB NOT NULL, PRIMARY KEY (folder, subject)) WITHOUT ROWID;
