-- Ids are never given twice; words bear a checksum; changes can be taken back after a restart; articles are known again by their text.
CREATE TABLE clipping_new(id INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER NOT NULL, article TEXT NOT NULL, path BLOB NOT NULL, quotation TEXT,
  span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT NOT NULL, citation TEXT NOT NULL, added TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
  before TEXT NOT NULL DEFAULT '', after TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', checksum TEXT NOT NULL DEFAULT '');
INSERT INTO clipping_new SELECT id, folder, article, path, quotation, span_start, span_end, text, citation, added, note, '', '', '', checksum(text, citation, note) FROM clipping;
DROP TABLE clipping;
ALTER TABLE clipping_new RENAME TO clipping;
CREATE TABLE entity_edit_new(id INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL, surface TEXT NOT NULL,
  target TEXT NOT NULL, article TEXT NOT NULL, span_start INTEGER, span_end INTEGER, checksum TEXT NOT NULL DEFAULT '');
INSERT INTO entity_edit_new SELECT id, folder, action, entity, surface, target, article, span_start, span_end, checksum(action, entity, surface, target) FROM entity_edit;
DROP TABLE entity_edit;
ALTER TABLE entity_edit_new RENAME TO entity_edit;
ALTER TABLE saved_search ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
UPDATE saved_search SET checksum = checksum(name, query);
CREATE TABLE journal(id INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER NOT NULL, step INTEGER NOT NULL, reader TEXT NOT NULL, made TEXT NOT NULL,
  label TEXT NOT NULL, changes TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX journal_folder ON journal(folder, id);
CREATE TABLE identity(folder INTEGER NOT NULL, article TEXT NOT NULL, path BLOB NOT NULL, digest TEXT NOT NULL, sketch TEXT NOT NULL,
  PRIMARY KEY (folder, article)) WITHOUT ROWID;
