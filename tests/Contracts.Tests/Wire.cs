using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.Contracts.Tests;

/// <summary>What can go from silo to silo: the grain interfaces, and every type that their calls can carry.</summary>
internal static class Wire
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Assembly[] Rooms =
        [.. new[] { "Contracts", "Grains", "Storage", "Imaging", "Api" }.Select(room => Assembly.Load($"MediaPipeline.{room}"))
            .Append(Assembly.Load("mediapipeline"))];

    public static readonly Type[] Grains = [.. AllTypes.Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];

    /// <summary>Calls between grains, and what grains store.</summary>
    public static readonly Type[] Serialized = [.. AllTypes.Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    /// <summary>Parameters and results of grain calls, and what they hold: ours and those of the platform.</summary>
    public static readonly IReadOnlySet<Type> Carried = Collect();

    public static IEnumerable<Type> CarriedOfOurs => Carried.Where(IsOurs);

    private static IEnumerable<Type> AllTypes => Rooms.SelectMany(room => room.GetTypes());

    public static bool IsOurs(Type type) => Rooms.Contains(type.Assembly);

    public static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    public static FieldInfo[] Fields(Type type) => type.IsEnum ? [] : type.GetFields(Declared);

    /// <summary>The number under which a field travels; it stands at the property of which the field is the back.</summary>
    public static uint? Number(FieldInfo field) =>
        field.Name.StartsWith('<')
            ? field.DeclaringType!.GetProperty(
                field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Declared)!.GetCustomAttribute<IdAttribute>()?.Id
            : field.GetCustomAttribute<IdAttribute>()?.Id;

    private static HashSet<Type> Collect()
    {
        var seen = new HashSet<Type>();
        var next = new Stack<Type>(Grains.SelectMany(g => g.GetMethods()).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)));
        while (next.TryPop(out var type))
        {
            foreach (var part in seen.Add(type) ? PartsOf(type) : [])
            {
                next.Push(part);
            }
        }

        return seen;
    }

    // A generic type stands for its definition and its arguments; where a type is named, each that derives from it can come.
    private static IEnumerable<Type> PartsOf(Type type) =>
        IsOurs(type) ? [.. Fields(type).Select(f => f.FieldType), .. AllTypes.Where(t => t.BaseType == type), .. type.BaseType is { } above && IsOurs(above)
            ? [above] : Type.EmptyTypes]
        : type.IsConstructedGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments()]
        : [];
}
