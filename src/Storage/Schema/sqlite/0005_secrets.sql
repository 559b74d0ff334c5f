-- Keys of ASP.NET Core's Data Protection, as the XML that it gives. Session cookies and the secrets below are encrypted with them.
CREATE TABLE protection_keys (
    row     INTEGER PRIMARY KEY,
    element TEXT NOT NULL
) STRICT;

-- What must be read back; API keys need not, and are hashes.
CREATE TABLE secrets (
    name      TEXT NOT NULL PRIMARY KEY,
    encrypted TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions that were ended while their cookies may still be somewhere.
CREATE TABLE ended_sessions (
    id        TEXT    NOT NULL PRIMARY KEY,
    forget_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
