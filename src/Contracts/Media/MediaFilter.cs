using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Media;

/// <summary>Which titles are wanted, and in which order; what is null does not matter.</summary>
public sealed record MediaFilter(
    string? Type = null, ItemState? State = null, string? Stage = null, JobId? JobId = null, int? YearFrom = null, int? YearTo = null)
{
    /// <summary>Genres that titles must have, all of them, in small or capital letters.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>The same of tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only titles for adults, or only others.</summary>
    public bool? Adult { get; init; }

    /// <summary>Words that titles must have, all of them, in their titles, synopsis or cast. The last one may be the beginning of a word.</summary>
    public string? Words { get; init; }

    /// <summary>The order of the list; null: by relevance if there are words, else by title.</summary>
    public MediaOrder? Order { get; init; }
}
