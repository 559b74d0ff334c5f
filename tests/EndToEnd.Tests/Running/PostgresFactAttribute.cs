using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>A test that starts PostgreSQL: skipped, with its reason, where it is not installed, but not in CI.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyNot;
}
