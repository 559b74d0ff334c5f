using Xunit;

namespace MediaPipeline.TestKit.Postgres;

/// <summary>A test that starts PostgreSQL: skipped, with its reason, where it is not installed, but not in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyNot;
}
