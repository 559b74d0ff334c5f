using System.Text;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>A filter as conditions over the indexed columns of a table, with the index that serves it and the order which that index has.</summary>
internal sealed class ItemCondition
{
    // Makes the index that begins with the state usable for a search by stage.
    private static readonly string EveryState =
        $" AND state IN ({string.Join(", ", Enum.GetValues<ItemState>().Select(state => $"'{EnumNames<ItemState>.Name(state)}'"))})";

    private readonly List<(string, object?)> _parameters = [];
    private readonly StringBuilder _where = new();

    /// <param name="filter">Its kind has been looked at already.</param>
    public ItemCondition(ItemTable table, ItemFilter filter)
    {
        Add("collection_id", "@collection", filter.CollectionId?.Value);
        Add("job_id", "@job", filter.JobId?.Value);
        Add("state", "@state", filter.State is { } state ? EnumNames<ItemState>.Name(state) : null);
        Add("stage", "@stage", filter.Stage);
        Add("error_code", "@code", filter.Code);
        IsByStateAlone = filter is { JobId: null, Code: null };
        (var index, Order) = Choose(filter, table.HasCollections);
        Keys = KeysOf(Order, filter);
        Index = $"{table.Name}_{index}";
        Key = $"{table.Name}{_where}{string.Join('|', _parameters.Select(parameter => parameter.Item2))}";
        if (filter is { Stage: not null, State: null, CollectionId: null, JobId: null, Code: null })
        {
            _where.Append(EveryState);
        }
    }

    /// <summary><c> WHERE …</c>, or nothing.</summary>
    public string Where => _where.ToString();

    /// <summary>Whether it filters by nothing but collection, state and stage.</summary>
    public bool IsByStateAlone { get; }

    /// <summary>The index to walk.</summary>
    public string Index { get; }

    /// <summary>
    /// Columns that the index yields in this order, so that no page needs a sort; only the few rows of a code are sorted. No two rows are alike in them.
    /// </summary>
    public string Order { get; }

    /// <summary>The same without what the filter sets.</summary>
    public Keyset Keys { get; }

    /// <summary>Key of the query in the cache of counts.</summary>
    public string Key { get; }

    public (string Name, object? Value)[] Parameters => [.. _parameters];

    private static (string Index, string Order) Choose(ItemFilter filter, bool hasCollections) => filter switch
    {
        { Code: not null } => ("by_code", hasCollections ? "collection_id, sort_key, row" : "sort_key, row"),
        { CollectionId: not null, State: not null } => ("by_collection_state", "sort_key"),
        { CollectionId: not null } => ("by_collection", "sort_key"),
        { JobId: not null } => ("by_job", "state, sort_key, stage, row"),
        { State: null, Stage: null } => ("id", "id"),
        _ => ("by_state", "state, stage, entered_at, row"),
    };

    private static Keyset KeysOf(string order, ItemFilter filter) => new(
        [.. order.Split(", ")
            .Where(column => (column, filter) is not ("state", { State: not null }) and not ("stage", { Stage: not null })
                and not ("collection_id", { CollectionId: not null }))
            .Select(column => (column, column is "row" or "entered_at" ? typeof(long) : typeof(string)))]);

    private void Add(string column, string parameter, string? value)
    {
        if (value is not null)
        {
            _where.Append(_where.Length == 0 ? " WHERE " : " AND ").Append(column).Append(" = ").Append(parameter);
            _parameters.Add((parameter, value));
        }
    }
}
