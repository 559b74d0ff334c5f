using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A test that starts PostgreSQL: skipped, with its reason, where it is not installed, but not in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyNot;
}
