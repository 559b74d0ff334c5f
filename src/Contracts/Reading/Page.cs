namespace MediaPipeline.Contracts.Reading;

/// <summary>One page of a list.</summary>
/// <param name="Number">From 1.</param>
public sealed record PageRequest(int Number, int Size)
{
    /// <summary>Rows before this page.</summary>
    public long Offset => (Number - 1L) * Size;
}

/// <summary>A page of a list as it is sent.</summary>
/// <param name="Total">All that match, on every page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, [property: System.Text.Json.Serialization.JsonPropertyName("page")] int Number, int PageSize);
