using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>One server for all tests of several silos, each of which has a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "Silos on PostgreSQL";
}
