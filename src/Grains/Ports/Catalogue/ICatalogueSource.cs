namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>A provider that titles are imported from, page by page.</summary>
public interface ICatalogueSource
{
    /// <summary>As in requests and facts: <c>anilist</c>, <c>plex</c>, …</summary>
    string Name { get; }

    /// <summary>The types of titles that it has: an import of all is one job for each of them.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Why that cannot be asked of it, with the remedy: a key is missing, a list is unknown; null when it can.</summary>
    Fault? FindRefusal(SourceQuery query);

    /// <summary>The next page. What cannot be read of a record is a fault of that record.</summary>
    /// <param name="cursor">Of the page before; null: the first page.</param>
    /// <exception cref="ProviderUnavailableException">It does not answer, or not as it should: to be asked again later.</exception>
    Task<SourcePage> ReadAsync(SourceQuery query, string? cursor, CancellationToken cancellationToken);
}

/// <param name="MediaType">One of <see cref="ICatalogueSource.MediaTypes"/>.</param>
/// <param name="List">One of its lists, such as <c>popular</c>, where it has several; null: its usual one.</param>
public sealed record SourceQuery(string MediaType, string? List = null);

/// <param name="Records">Numbered from 1 within the page.</param>
/// <param name="Next">Cursor of the next page; null: this was the last one.</param>
/// <param name="IsNewestFirst">Whether what was changed last comes first: then a page of which all is known ends the import.</param>
public sealed record SourcePage(IReadOnlyList<CatalogueRecord> Records, string? Next, bool IsNewestFirst = false);
