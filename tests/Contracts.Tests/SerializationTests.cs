using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.Contracts.Tests;

/// <summary>Whatever crosses from grain to grain is complete for a cluster too: serialized by numbered members, named by unique aliases.</summary>
public sealed class SerializationTests
{
    private static readonly Assembly[] Rooms = [typeof(ContractJson).Assembly, Assembly.Load("MediaPipeline.Grains")];
    private static readonly Type[] Grains = [.. Rooms.SelectMany(a => a.GetTypes()).Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];
    private static readonly Type[] Messages = [.. Rooms.SelectMany(a => a.GetTypes()).Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null)];

    [Fact]
    public void EveryGrainInterfaceAndMethod_HasAnAlias()
    {
        Grains.ShouldNotBeEmpty();
        Grains.ShouldAllBe(g => g.GetCustomAttribute<AliasAttribute>(inherit: false) != null);
        Grains.SelectMany(g => g.GetMethods()).ShouldAllBe(m => m.GetCustomAttribute<AliasAttribute>(inherit: false) != null);
    }

    [Fact]
    public void Aliases_AreUnique()
    {
        var aliases = Grains.Concat(Messages).Select(t => t.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? t.FullName!);

        aliases.GroupBy(a => a).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public void EveryTypeOfOursInAMessage_IsSerializable()
    {
        var seen = new HashSet<Type>();
        foreach (var method in Grains.SelectMany(g => g.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))
            {
                Collect(type, seen);
            }
        }

        seen.Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is null).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void MembersOfAMessage_AreNumberedOnceEach()
    {
        foreach (var message in Messages.Where(m => !m.IsEnum))
        {
            var ids = message.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => p.CanRead && p.GetMethod!.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null && p.Name != "EqualityContract")
                .Select(p => (p.Name, Id: p.GetCustomAttribute<IdAttribute>()?.Id))
                .ToList();
            ids.Where(i => i.Id is null).Select(i => $"{message.Name}.{i.Name}").ShouldBeEmpty();
            ids.Select(i => i.Id).Distinct().Count().ShouldBe(ids.Count, message.Name);
        }
    }

    private static void Collect(Type type, HashSet<Type> seen)
    {
        foreach (var argument in type.GetGenericArguments())
        {
            Collect(argument, seen);
        }

        if (!Rooms.Contains(type.Assembly) || !seen.Add(type) || type.IsEnum)
        {
            return;
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Collect(property.PropertyType, seen);
        }
    }
}
