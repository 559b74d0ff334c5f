using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>One server for all tests of this assembly.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
