using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Reading;

/// <summary>One page of a list.</summary>
/// <param name="Number">From 1; not used with a cursor.</param>
/// <param name="Cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null: by number.</param>
public sealed record PageRequest(int Number, int Size, string? Cursor = null)
{
    /// <summary>Rows before this page.</summary>
    public long Offset => (Number - 1L) * Size;

    /// <summary>The page that was asked for.</summary>
    public Page<T> Filled<T>(IReadOnlyList<T> items, long total, string? nextCursor) => new(items, total, Cursor is null ? Number : null, Size, nextCursor);
}

/// <summary>A page of a list as it is sent.</summary>
/// <param name="Total">All that match, on every page.</param>
/// <param name="Number">Null for a page that was reached by a cursor.</param>
/// <param name="NextCursor">Leads to the entries after this page; null at the end of the list.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Items, long Total, [property: JsonPropertyName("page")] int? Number, int PageSize, string? NextCursor = null);
