namespace MediaPipeline.Contracts.Drawings;

/// <summary>What is drawn where a picture is missing.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Detail">What is wrong, and what to do; cut where there is no space for it.</param>
public sealed record Notice(NoticeKind Kind, string Title, string? Detail);

/// <summary>The sign above a notice.</summary>
public enum NoticeKind
{
    /// <summary>Nothing is wrong: there is nothing to show.</summary>
    Empty,

    /// <summary>It is not there yet.</summary>
    Waiting,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Left out on purpose, or gone.</summary>
    Absent,
}
