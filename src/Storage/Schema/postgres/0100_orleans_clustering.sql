-- Which silos a cluster has. Orleans' ADO.NET clustering reads the texts of its statements from OrleansQuery by key; names of
-- parameters and of result columns are Orleans', everything else is ours. Only a cluster on Orleans uses these tables.

CREATE TABLE OrleansQuery (
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);

-- Every change of the membership counts the version up by one: who saw an older version loses the race and reads again.
CREATE TABLE orleans_clusters (
    cluster_id text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orleans_silos (
    cluster_id text NOT NULL REFERENCES orleans_clusters,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    gateway_port integer NOT NULL DEFAULT 0,
    suspected text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $$
WITH made AS (
    INSERT INTO orleans_clusters (cluster_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT count(*)::integer FROM made
$$),

('InsertMembershipKey', $$
WITH counted AS (
    UPDATE orleans_clusters SET version = version + 1, changed_at = now()
    WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
        SELECT FROM orleans_silos WHERE (cluster_id, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation))
    RETURNING cluster_id
), made AS (
    INSERT INTO orleans_silos (cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
    SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM counted
    RETURNING 1
)
SELECT count(*)::integer FROM made
$$),

('UpdateMembershipKey', $$
WITH counted AS (
    UPDATE orleans_clusters SET version = version + 1, changed_at = now()
    WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
        SELECT FROM orleans_silos WHERE (cluster_id, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation))
    RETURNING cluster_id
), changed AS (
    UPDATE orleans_silos silo SET status = @Status, suspected = @SuspectTimes, alive_at = @IAmAliveTime
    FROM counted
    WHERE silo.cluster_id = counted.cluster_id AND (silo.address, silo.port, silo.generation) = (@Address, @Port, @Generation)
    RETURNING 1
)
SELECT count(*)::integer FROM changed
$$),

('UpdateIAmAlivetimeKey', $$
UPDATE orleans_silos SET alive_at = @IAmAliveTime
WHERE (cluster_id, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation)
$$),

-- The version is answered for a cluster that has no silo yet, too.
('MembershipReadAllKey', $$
SELECT address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName, status AS Status,
    gateway_port AS ProxyPort, suspected AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
FROM orleans_clusters LEFT JOIN orleans_silos USING (cluster_id)
WHERE cluster_id = @DeploymentId
$$),

('MembershipReadRowKey', $$
WITH silo AS (
    SELECT * FROM orleans_silos WHERE (cluster_id, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation)
)
SELECT address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName, status AS Status,
    gateway_port AS ProxyPort, suspected AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
FROM orleans_clusters LEFT JOIN silo USING (cluster_id)
WHERE cluster_id = @DeploymentId
$$),

('GatewaysQueryKey', $$
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
FROM orleans_silos
WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$$),

('DeleteMembershipTableEntriesKey', $$
WITH silos AS (
    DELETE FROM orleans_silos WHERE cluster_id = @DeploymentId
)
DELETE FROM orleans_clusters WHERE cluster_id = @DeploymentId
$$),

-- 3 is an active silo: one that is only late is not forgotten.
('CleanupDefunctSiloEntriesKey', $$
DELETE FROM orleans_silos WHERE cluster_id = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$$);
