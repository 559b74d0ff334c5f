using System.Reflection;

namespace MediaPipeline.Contracts.Tests;

/// <summary>
/// Silos of two versions, and rows that an older one wrote, find types and methods by their aliases: each has one of its own, whatever the code calls it.
/// </summary>
public sealed class AliasTests
{
    [Fact]
    public void EveryGrainInterfaceAndMessage_HasAnAliasOfItsOwn()
    {
        var named = Wire.Grains.Concat(Wire.Serialized).ToLookup(Wire.Alias);

        named[null].ShouldBeEmpty();
        named.Where(types => types.Count() > 1).SelectMany(types => types).ShouldBeEmpty();
    }

    [Fact]
    public void EveryGrainMethod_HasAnAliasThatIsUniqueInItsInterface()
    {
        Wire.Grains.ShouldNotBeEmpty();
        foreach (var grain in Wire.Grains)
        {
            var named = MethodsOf(grain).ToLookup(Wire.Alias);

            named[null].ShouldBeEmpty(grain.Name);
            named.Where(methods => methods.Count() > 1).SelectMany(methods => methods).ShouldBeEmpty(grain.Name);
        }
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type grain) => grain.GetMethods()
        .Concat(grain.GetInterfaces().Where(Wire.IsOurs).SelectMany(i => i.GetMethods()));
}
