using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// Copies what crosses from grain to grain, field by field and by the type that a value really has, so that families of records survive. What cannot
/// change is not copied. A type of ours without <see cref="GenerateSerializerAttribute"/> is refused, since it could not travel between silos.
/// </summary>
internal static class DeepCopier
{
    private static readonly ConcurrentDictionary<Type, Shape> s_shapes = new();
    private static readonly Func<object, object> s_clone = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private enum Kind
    {
        Shared,
        Array,
        Keyed,
        Fields,
    }

    /// <summary>A copy of what a call carries.</summary>
    public static T Copy<T>(T value) => IsShared(typeof(T)) ? value : (T)Copy(value, new Copies(Strict: true))!;

    /// <summary>A copy of what a grain keeps, of whatever type.</summary>
    public static T CopyState<T>(T value) => IsShared(typeof(T)) ? value : (T)Copy(value, new Copies(Strict: false))!;

    private static object? Copy(object? value, Copies copies)
    {
        if (value is null || s_shapes.GetOrAdd(value.GetType(), Describe) is not { Kind: not Kind.Shared } shape)
        {
            return value;
        }

        if (copies.Known.TryGetValue(value, out var copy))
        {
            return copy;
        }

        if (copies.Strict && shape.Refusal is not null)
        {
            throw new NotSupportedException(shape.Refusal);
        }

        return shape.Kind switch
        {
            Kind.Array => CopyArray((Array)value, copies),
            Kind.Keyed => CopyKeyed(value, shape, copies),
            _ => CopyFields(value, shape, copies),
        };
    }

    private static Array CopyArray(Array array, Copies copies)
    {
        var copy = (Array)array.Clone();
        copies.Known.Add(array, copy);
        if (!IsShared(array.GetType().GetElementType()!) && array.Rank == 1)
        {
            for (var index = 0; index < copy.Length; index++)
            {
                copy.SetValue(Copy(array.GetValue(index), copies), index);
            }
        }

        return copy;
    }

    /// <summary>Keys that are copied hash anew, so the collection is filled again rather than cloned.</summary>
    private static object CopyKeyed(object value, Shape shape, Copies copies)
    {
        var comparer = value.GetType().GetProperty("Comparer")!.GetValue(value);
        var copy = shape.Constructor!.Invoke([comparer]);
        copies.Known.Add(value, copy);
        if (value is IDictionary entries)
        {
            foreach (DictionaryEntry entry in entries)
            {
                ((IDictionary)copy).Add(Copy(entry.Key, copies)!, Copy(entry.Value, copies));
            }
        }
        else
        {
            var add = copy.GetType().GetMethod("Add")!;
            foreach (var item in (IEnumerable)value)
            {
                add.Invoke(copy, [Copy(item, copies)]);
            }
        }

        return copy;
    }

    private static object CopyFields(object value, Shape shape, Copies copies)
    {
        var copy = s_clone(value);
        copies.Known.Add(value, copy);
        foreach (var field in shape.Fields)
        {
            field.SetValue(copy, Copy(field.GetValue(value), copies));
        }

        return copy;
    }

    private static bool IsShared(Type type) => (type.IsSealed || type.IsValueType) && s_shapes.GetOrAdd(type, Describe) is { Kind: Kind.Shared };

    private static Shape Describe(Type type)
    {
        if (NeverChanges(type))
        {
            return new Shape(Kind.Shared, []);
        }

        if (type.IsArray)
        {
            return new Shape(Kind.Array, []);
        }

        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Dictionary<,>) || type.GetGenericTypeDefinition() == typeof(HashSet<>)))
        {
            return new Shape(Kind.Keyed, [], type.GetConstructors().First(IsOverComparer));
        }

        var fields = FieldsOf(type).Where(field => !field.IsDefined(typeof(ImmutableAttribute)) && !IsShared(field.FieldType)).ToArray();
        var refusal = IsOfTheFramework(type) || type.IsDefined(typeof(GenerateSerializerAttribute))
            ? null
            : $"{type.FullName} is sent from grain to grain but has no [GenerateSerializer] (with [Id] on its members), so it could not travel between silos.";
        return new Shape(type.IsValueType && fields.Length == 0 && refusal is null ? Kind.Shared : Kind.Fields, fields, Refusal: refusal);
    }

    private static bool NeverChanges(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer
        || type == typeof(string) || type == typeof(decimal) || type == typeof(Uri) || type == typeof(Version) || type == typeof(CancellationToken)
        || type == typeof(GrainId) || type == typeof(GrainType) || type == typeof(IdSpan) || type == typeof(TickStatus)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || typeof(GrainReference).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(ExceptionDispatchInfo) == type
        || type.Name.EndsWith("Comparer", StringComparison.Ordinal) || (string.Equals(type.Namespace, typeof(ImmutableArray).Namespace, StringComparison.Ordinal) && type.GetGenericArguments().All(IsShared));

    private static bool IsOfTheFramework(Type type) => !typeof(Delegate).IsAssignableFrom(type) && (type.Namespace?.StartsWith("System", StringComparison.Ordinal) ?? false);

    private static bool IsOverComparer(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ ParameterType: { IsGenericType: true } only }] && only.GetGenericTypeDefinition() == typeof(IEqualityComparer<>);

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var each = type; each is not null && each != typeof(object) && each != typeof(ValueType); each = each.BaseType)
        {
            foreach (var field in each.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }

    private sealed record Shape(Kind Kind, FieldInfo[] Fields, ConstructorInfo? Constructor = null, string? Refusal = null);

    /// <param name="Strict">Whether a type that could not travel is refused.</param>
    private sealed record Copies(bool Strict)
    {
        /// <summary>Copies made so far, so that what is shared, or goes round, stays so.</summary>
        public Dictionary<object, object> Known { get; } = new(ReferenceEqualityComparer.Instance);
    }
}
