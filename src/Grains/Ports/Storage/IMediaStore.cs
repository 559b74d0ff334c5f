using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Media;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>
/// Queries of grains over media titles only, and the table of ids that belong to titles: ids of registries (<c>imdb:tt0078748</c>), and those of records
/// (<c>med_…</c>) whose title has another id than they would have given it. An id belongs to one title.
/// </summary>
public interface IMediaStore
{
    /// <summary>Those of the titles that are stored.</summary>
    Task<IReadOnlyList<KnownTitle>> FindKnownAsync(IReadOnlyList<MediaId> titles, CancellationToken cancellationToken);

    /// <summary>The titles that those ids belong to.</summary>
    Task<IReadOnlyDictionary<string, MediaId>> FindOwnersAsync(IReadOnlyCollection<string> claims, CancellationToken cancellationToken);

    /// <summary>
    /// Stores first documents, where absent, each with its ids, in one transaction. A title is left out if one of its ids belongs to another title by now.
    /// </summary>
    /// <returns>Those that were left out.</returns>
    Task<IReadOnlyList<MediaId>> InsertAsync(IReadOnlyList<NewTitle> titles, CancellationToken cancellationToken);

    /// <summary>Lets ids belong to a title, where they belong to none.</summary>
    /// <returns>The others, with the titles that they belong to.</returns>
    Task<IReadOnlyDictionary<string, MediaId>> ClaimAsync(MediaId title, IReadOnlyCollection<string> claims, CancellationToken cancellationToken);

    /// <summary>The addresses of the covers of the next titles by id; titles that have become a part of another one have none.</summary>
    /// <param name="type">Of the titles; null: all.</param>
    /// <param name="limit">Most titles to look at.</param>
    Task<CoverPage> ListCoversAsync(MediaId? after, string? type, int limit, CancellationToken cancellationToken);

    /// <summary>Lets ids of one title belong to another.</summary>
    /// <param name="claims">Null: all of them.</param>
    Task MoveClaimsAsync(MediaId from, MediaId to, IReadOnlyCollection<string>? claims, CancellationToken cancellationToken);
}

/// <summary>What an import compares a record with.</summary>
/// <param name="Signature">Those of all its records, separated by spaces.</param>
public sealed record KnownTitle(
    MediaId Id, string Signature, ItemState State, JobId? JobId, string? Type = null, int? Year = null, string? Title = null, MediaId? MergedInto = null)
{
    /// <summary>Whether one of its records has that signature.</summary>
    public bool Says(string signature) => Signature.Contains(signature, StringComparison.Ordinal);
}

/// <param name="Last">The last title of the page; null at the end.</param>
public sealed record CoverPage(IReadOnlyList<string> Urls, MediaId? Last);

/// <param name="Title">Its first document.</param>
/// <param name="Claims">The ids that belong to it.</param>
public sealed record NewTitle(MediaRecord Title, IReadOnlyCollection<string> Claims);
