namespace Orleans
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Enum, AllowMultiple = false)]
    public sealed class AliasAttribute(string alias) : Attribute { public string Alias { get; } = alias; }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
    public sealed class IdAttribute(uint id) : Attribute { public uint Id { get; } = id; }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
    public sealed class GenerateSerializerAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class ImmutableAttribute : Attribute;
}

namespace Orleans.Concurrency
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute { public int MaxLocalWorkers { get; } = maxLocalWorkers; }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ReentrantAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class AlwaysInterleaveAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ReadOnlyAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OneWayAttribute : Attribute;
}

namespace Orleans.Runtime
{
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        public string StateName { get; } = stateName;
        public string? StorageName { get; } = storageName;
    }
}
