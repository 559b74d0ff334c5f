using System.Reflection;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Contracts.Tests;

/// <summary>Whoever filters logs by event id means one kind of line.</summary>
public sealed class LogEventTests
{
    private static readonly string[] Assemblies = ["mediapipeline",
        .. new[] { "Api", "Archives", "Contracts", "Grains", "Imaging", "Storage" }.Select(name => $"MediaPipeline.{name}")];

    [Fact]
    public void EveryLogLine_HasAnEventIdOfItsOwn()
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var lines = Assemblies.Select(Assembly.Load).SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(All))
            .Select(method => (Method: $"{method.DeclaringType}.{method.Name}", Id: method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(line => line.Id is not null)
            .ToLookup(line => line.Id, line => line.Method);

        lines.Count.ShouldBeGreaterThan(40);
        lines.Where(methods => methods.Distinct(StringComparer.Ordinal).Count() > 1).Select(methods => $"{methods.Key}: {string.Join(", ", methods)}")
            .ShouldBeEmpty();
    }
}
