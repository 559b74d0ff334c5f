namespace MediaPipeline.Storage.Documents;

/// <summary>A stored document exists but cannot be read. Lists show it as quarantined with the code <c>unreadableState</c>.</summary>
[GenerateSerializer, Alias("UnreadableStateException")]
public sealed class UnreadableStateException(string table, string id, Exception inner) : Exception(
    $"The document '{id}' in table '{table}' cannot be read: {inner.Message} Restore the data directory from a backup, or remove that document.", inner)
{
    /// <summary>The table, which is the name of the state.</summary>
    [Id(0)]
    public string Table { get; } = table;

    /// <summary>The grain's key.</summary>
    [Id(1)]
    public string Id { get; } = id;
}
