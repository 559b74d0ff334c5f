-- Keys of ASP.NET Core's Data Protection, as the XML that it gives. Session cookies and the secrets below are encrypted with them, at every silo.
CREATE TABLE protection_keys (
    row     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    element TEXT NOT NULL
);

-- What must be read back; API keys need not, and are hashes.
CREATE TABLE secrets (
    name      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    encrypted TEXT NOT NULL
);

-- Sessions that were ended while their cookies may still be somewhere.
CREATE TABLE ended_sessions (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    forget_at BIGINT NOT NULL
);
