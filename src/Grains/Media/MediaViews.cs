using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Media.Facts;

namespace MediaPipeline.Grains.Media;

/// <summary>What callers see of a stored title.</summary>
public static class MediaViews
{
    public static MediaView ToView(MediaRecord title)
    {
        var facts = title.Facts;
        return new MediaView(
            title.Id,
            facts.Type,
            facts.Source,
            facts.ExternalId,
            facts.ExternalIds,
            facts.Title,
            facts.Titles,
            facts.Synonyms,
            facts.Synopsis,
            facts.Genres,
            facts.Tags,
            facts.Year,
            facts.StartDate,
            facts.EndDate,
            facts.Episodes,
            facts.Minutes,
            facts.Status,
            facts.Score,
            facts.Popularity,
            facts.Adult,
            facts.CoverUrl,
            facts.Cast,
            title.State,
            title.Stage,
            title.StageTimes,
            title.Tries,
            title.LastError,
            title.WaitingFor,
            title.SkippedReason,
            title.Embedding?.Signature,
            title.Embedding?.Model,
            title.JobId,
            title.ImportedAt,
            TimeOf(title, MediaStages.Validated),
            TimeOf(title, MediaStages.Enriched),
            TimeOf(title, MediaStages.Embedded),
            TimeOf(title, MediaStages.Live),
            [.. title.FullSources().Select(source => source.Key)],
            title.Locked,
            title.Revision,
            title.MergedInto);
    }

    /// <summary>What each source says of a title, and which values are shown.</summary>
    public static MediaSourcesView ToSourcesView(MediaRecord title)
    {
        var sources = title.FullSources();
        var good = sources.Where(source => source.Faults.Count == 0).ToList();
        var said = (good.Count > 0 ? good : sources).ToLookup(source => source.Facts!);
        var shown = MediaField.All.Select(field => (field.Name, Sources: title.Locked.Contains(field.Name, StringComparer.Ordinal)
            ? []
            : FactPrecedence.Sayers(field, said.Select(source => source.Key)).SelectMany(facts => said[facts]).Select(source => source.Key).ToList()));
        return new MediaSourcesView(
            title.Id,
            title.Revision,
            [.. sources.Select(source => new MediaSourceView(
                source.Key, source.Source, source.ExternalId, source.ReadAt, source.Place, source.JobId, source.Facts!,
                [.. source.Faults.Select(fault => fault.Message)]))],
            shown.Where(field => field.Sources.Count > 0).ToDictionary(field => field.Name, field => (IReadOnlyList<string>)field.Sources, StringComparer.Ordinal),
            title.Locked,
            title.Edits);
    }

    private static DateTimeOffset? TimeOf(MediaRecord title, string stage) => title.StageTimes.TryGetValue(stage, out var at) ? at : null;
}
