using System.Globalization;
using System.Text;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Api.Drawings;

/// <summary>Says in a few words why there is no picture to show.</summary>
internal static class Notices
{
    public static Notice ThumbnailGone { get; } = new(
        NoticeKind.Failed, "Thumbnail gone", "Its file has vanished. Reconcile its cache folder: it is made again.");

    /// <summary>Of a title without a cover.</summary>
    public static Notice NoCover { get; } = new(NoticeKind.Empty, "No cover", "None of its sources names one.");

    /// <summary>Of a title whose cover cannot be fetched from where it is said to be.</summary>
    public static Notice CoverRefused { get; } = new(NoticeKind.Failed, "Cover not fetched", "Its address is none of http or https. Set coverUrl to another one.");

    /// <summary>Of a cover that is being fetched.</summary>
    public static Notice CoverComing { get; } = new(NoticeKind.Waiting, "Not ready yet", "The cover is being fetched.");

    /// <summary>Of a cover that is not there.</summary>
    public static Notice OfCover(ItemView? cover) => cover switch
    {
        { State: ItemState.Failed or ItemState.Quarantined, LastError: { } error } => Failed(error.Code, cover.DueAt is { } due
            ? $"{error.Message} It is tried again on {Day(due)}."
            : error.Message),
        { State: ItemState.Skipped } => new Notice(NoticeKind.Absent, "Skipped", cover.SkippedReason),
        { State: ItemState.Waiting } => new Notice(NoticeKind.Waiting, "Waiting", cover.WaitingFor?.Message),
        _ => CoverComing,
    };

    /// <summary>Of a picture without a thumbnail.</summary>
    public static Notice Of(ImageView picture) => picture.State switch
    {
        ItemState.Failed or ItemState.Quarantined when picture.LastError is { } error => Failed(error.Code, WithoutPath(error.Message, picture.Name)),
        ItemState.Skipped => new Notice(NoticeKind.Absent, "Skipped", picture.SkippedReason),
        ItemState.Missing => new Notice(NoticeKind.Absent, "Missing", $"Its source was gone on {Day(picture.MissingSince)}. Bring it back, then scan."),
        ItemState.Waiting => new Notice(NoticeKind.Waiting, "Waiting", picture.WaitingFor?.Message),
        _ => new Notice(NoticeKind.Waiting, "Not ready yet", "It is being worked on."),
    };

    /// <summary>Of something with a code: <c>notAPicture</c> is shown as "Not a picture".</summary>
    public static Notice Failed(string code, string detail) => new(NoticeKind.Failed, Words(code), detail);

    /// <summary>Of a collection without a picture to show.</summary>
    public static Notice Of(CollectionView collection)
    {
        var failed = FailedIn(collection);
        return collection switch
        {
            { State: CollectionLifecycle.Deleting } => new Notice(NoticeKind.Absent, "Being deleted", null),
            { Total: 0, LastScannedAt: null } => new Notice(NoticeKind.Waiting, "Not scanned yet", "Its pictures show as soon as they are found."),
            { Total: 0 } => new Notice(NoticeKind.Empty, "No pictures yet", "Add pictures to it, then scan it."),
            _ when failed == collection.Total => new Notice(NoticeKind.Failed, "No picture could be read", "The list of its pictures says why."),
            _ when MissingIn(collection) == collection.Total =>
                new Notice(NoticeKind.Absent, "All pictures are missing", "Bring its source back, then scan it."),
            _ => new Notice(NoticeKind.Waiting, "Not ready yet", $"None of {Pictures(collection.Total)} is ready; {Number(failed)} failed."),
        };
    }

    public static long MissingIn(CollectionView collection) => Count(collection, ItemState.Missing);

    public static long FailedIn(CollectionView collection) => Count(collection, ItemState.Failed) + Count(collection, ItemState.Quarantined);

    public static string Pictures(long count) => count == 1 ? "1 picture" : $"{Number(count)} pictures";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static long Count(CollectionView collection, ItemState state) => collection.ByState.GetValueOrDefault(EnumNames<ItemState>.Name(state));

    // Its name stands below, and a long path would leave no place for the reason.
    private static string WithoutPath(string message, string name) =>
        message.StartsWith('/') && message.IndexOf(name, StringComparison.Ordinal) is var at and > 0 ? $"It{message[(at + name.Length)..]}" : message;

    private static string Day(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "a day that is not known";

    private static string Words(string code)
    {
        var words = new StringBuilder(code.Length + 8);
        foreach (var letter in code)
        {
            words.Append(words.Length == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter);
        }

        return words.ToString();
    }
}
