namespace MediaPipeline.Contracts.Commands;

/// <summary>Outcome of a command.</summary>
[GenerateSerializer, Alias("CommandStatus")]
public enum CommandStatus
{
    /// <summary>2xx.</summary>
    Done,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: a transition that is not possible.</summary>
    Conflict,

    /// <summary>400.</summary>
    Invalid,

    /// <summary>403: the path lies outside the allowed roots.</summary>
    Forbidden,

    /// <summary>503: a disk or a source that it needs is unavailable.</summary>
    Unavailable,

    /// <summary>507: the database cannot store anything now.</summary>
    StorageFull,
}
