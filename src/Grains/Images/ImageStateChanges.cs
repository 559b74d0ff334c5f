using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Stages;

namespace MediaPipeline.Grains.Images;

/// <summary>The small changes that several decisions share.</summary>
internal static class ImageStateChanges
{
    /// <summary>The state with one more step in its history; the oldest step but the first gives way.</summary>
    public static ImageState Note(
        this ImageState state, ImageContext context, string stage, string happened, int? attempt = null, string? code = null, string? message = null)
    {
        var entry = new HistoryEntry(context.Now, stage, happened, attempt, code, message);
        var history = state.History.Count < context.Options.MaxHistory ? [.. state.History, entry] : state.History.Take(1).Concat(state.History.Skip(2)).Append(entry);
        return state with { History = [.. history] };
    }

    public static ImageState WithError(this ImageState state, Fault fault, ImageContext context) =>
        state with { LastError = new ItemError(fault.Code, fault.Message, StageCatalog.After(state.Stage), context.Now, ImageViews.EntryOf(state)) };

    public static ImageState WithoutRenditions(this ImageState state) => state with
    {
        Thumbnail = null,
        Cache = null,
        RenditionBytes = 0,
        RenditionCount = 0,
        Recipe = null,
        Warnings = [],
        Placeholder = null,
        DominantColour = null,
        PerceptualHash = null,
    };

    /// <summary>Whether files of its may lie on the disk, named by its state or left by an attempt that was lost.</summary>
    public static bool MayHaveRenditions(this ImageState state) =>
        state.Thumbnail is not null || state.Cache is not null || !string.Equals(state.Stage, Contracts.Images.ImageStages.Discovered, StringComparison.Ordinal);

    public static bool HasRenditionsOf(this ImageState state, string recipe) =>
        state.Thumbnail is not null && state.Cache is not null && string.Equals(state.Recipe, recipe, StringComparison.Ordinal);

    /// <summary>The times of completed stages, with these set.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset> Times(this ImageState state, params IEnumerable<(string Stage, DateTimeOffset At)> completed)
    {
        var times = new Dictionary<string, DateTimeOffset>(state.StageTimes, StringComparer.Ordinal);
        foreach (var (stage, at) in completed)
        {
            times[stage] = at;
        }

        return times;
    }
}
