-- One row per measurement that was taken or that failed. The raw samples are in the document.
CREATE TABLE measurement (
    campaign TEXT NOT NULL,
    device   TEXT NOT NULL,
    network  TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (campaign, device, network)
);

-- Who may write measurements of a device. The token grows with every new holder; nobody writes with an old one.
CREATE TABLE lease (
    device         TEXT PRIMARY KEY,
    holder         TEXT NOT NULL,
    token          BIGINT NOT NULL,
    expires_millis BIGINT NOT NULL
);
