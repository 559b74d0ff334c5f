using System.Text;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Images;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>A filter as conditions over the indexed columns, with the index that serves it and the order which that index has.</summary>
internal sealed class ImageFilter
{
    // Lets the index that begins with the state be searched by stage.
    private static readonly string EveryState = $" AND state IN ({string.Join(", ", Enum.GetValues<ItemState>().Select(state => $"'{EnumNames<ItemState>.Name(state)}'"))})";

    private readonly List<(string, object?)> _parameters = [];
    private readonly StringBuilder _where = new();

    private ImageFilter(ItemFilter filter)
    {
        Add("collection_id", "$collection", filter.CollectionId?.Value);
        Add("job_id", "$job", filter.JobId?.Value);
        Add("state", "$state", filter.State is { } state ? EnumNames<ItemState>.Name(state) : null);
        Add("stage", "$stage", filter.Stage);
        Add("error_code", "$code", filter.Code);
        IsCounted = ImageCounts.Serve(filter);
        (Index, Order) = Choose(filter);
        if (filter is { Stage: not null, State: null, CollectionId: null, JobId: null, Code: null })
        {
            _where.Append(EveryState);
        }
    }

    /// <summary><c> WHERE …</c>, or nothing.</summary>
    public string Where => _where.ToString();

    /// <summary>Whether triggers keep the count of what matches.</summary>
    public bool IsCounted { get; }

    /// <summary>The index to walk.</summary>
    public string Index { get; }

    /// <summary>Columns that the index yields in this order, so that no page needs a sort; only a code's few rows are sorted.</summary>
    public string Order { get; }

    /// <summary>Names the question in a cache of counts.</summary>
    public string Key => Where + string.Join('|', _parameters.Select(parameter => parameter.Item2));

    public (string Name, object? Value)[] Parameters => [.. _parameters];

    /// <summary>Null when no picture can match, since another kind is asked for.</summary>
    public static ImageFilter? Of(ItemFilter filter) => filter.Kind is null || string.Equals(filter.Kind, ImageStages.Kind.Name, StringComparison.Ordinal) ? new ImageFilter(filter) : null;

    public static ImageFilter Within(CollectionId collection, ItemFilter filter) => new(filter with { CollectionId = collection, Kind = null });

    private static (string Index, string Order) Choose(ItemFilter filter) => filter switch
    {
        { Code: not null } => ("images_by_code", "collection_id, sort_key"),
        { CollectionId: not null, State: not null } => ("images_by_collection_state", "sort_key"),
        { CollectionId: not null } => ("images_by_collection", "sort_key"),
        { JobId: not null } => ("images_by_job", "state, sort_key"),
        _ => ("images_by_state", "state, stage, entered_at"),
    };

    private void Add(string column, string parameter, string? value)
    {
        if (value is not null)
        {
            _where.Append(_where.Length == 0 ? " WHERE " : " AND ").Append(column).Append(" = ").Append(parameter);
            _parameters.Add((parameter, value));
        }
    }
}
