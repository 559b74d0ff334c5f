using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>The records of a page by what is to be done about them.</summary>
internal sealed class SortedOffers
{
    /// <summary>Titles that are not known, each with its records.</summary>
    public Dictionary<MediaId, NewOffers> New { get; } = [];

    /// <summary>Known titles that are to be told.</summary>
    public List<(MediaId Title, OfferedFacts Offer)> ToTell { get; } = [];

    /// <summary>Those that have an id of a new title and yet seem to be another one: to be sorted again once that is stored.</summary>
    public List<OfferedFacts> Deferred { get; } = [];

    public long Unchanged { get; set; }

    /// <summary>Those that this job had stored as titles before it was interrupted.</summary>
    public long Stored { get; set; }

    /// <summary>Those that it had added to titles of others.</summary>
    public long Merged { get; set; }
}

/// <summary>The records of a title that is not known.</summary>
internal sealed class NewOffers
{
    public List<OfferedFacts> Offers { get; } = [];

    /// <summary>The ids that are to belong to it.</summary>
    public HashSet<string> Claims { get; } = new(StringComparer.Ordinal);

    /// <summary>Known titles with one of its ids that seem to be others.</summary>
    public List<(string Claim, KnownTitle Other, string Why)> Contested { get; } = [];
}
