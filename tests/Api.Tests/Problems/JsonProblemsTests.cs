using System.Text.Json;
using MediaPipeline.Api.Problems;

namespace MediaPipeline.Api.Tests.Problems;

public sealed class JsonProblemsTests
{
    /// <summary>What is wrong with a body is told by the field's path and the inner exception, which is unambiguous for these types only; JSON as it is, is never wrong.</summary>
    [Fact]
    public void Bodies_HoldTextsNumbersFlagsAndListsOfTextsOnly()
    {
        var bodies = typeof(JsonProblems).Assembly.GetTypes().Where(type => type.Name.EndsWith("Body", StringComparison.Ordinal)).ToList();

        bodies.ShouldNotBeEmpty();
        bodies.SelectMany(body => body.GetProperties()).Select(property => property.PropertyType)
            .ShouldBeSubsetOf([typeof(string), typeof(int?), typeof(long?), typeof(bool?), typeof(IReadOnlyList<string>), typeof(JsonElement?)]);
    }
}
