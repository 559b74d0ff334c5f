using MediaPipeline.Contracts.Media;

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
            title.JobId,
            title.ImportedAt,
            TimeOf(title, MediaStages.Validated),
            TimeOf(title, MediaStages.Live));
    }

    private static DateTimeOffset? TimeOf(MediaRecord title, string stage) => title.StageTimes.TryGetValue(stage, out var at) ? at : null;
}
