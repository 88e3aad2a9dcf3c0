-- Clippings have tags and an order by hand; what a person corrected of an article's title, outlet, day and the like is kept.
ALTER TABLE clipping ADD COLUMN tags TEXT;
ALTER TABLE clipping ADD COLUMN position REAL;
-- Words that were already damaged keep the checksum by which that is noticed.
UPDATE clipping SET checksum = checksum(text, citation, note, tags, position) WHERE checksum = checksum(text, citation, note);
CREATE TABLE metadata(folder INTEGER NOT NULL, article TEXT NOT NULL, title TEXT, standfirst TEXT, outlet TEXT, agency TEXT, byline TEXT,
  published TEXT, dateline TEXT, language TEXT, url TEXT, checksum TEXT NOT NULL DEFAULT '', PRIMARY KEY (folder, article)) WITHOUT ROWID;
