using Xunit;

namespace MediaPipeline.TestKit.Postgres;

/// <summary>The same as <see cref="PostgresFactAttribute"/>, for each row of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.WhyNot;
}
