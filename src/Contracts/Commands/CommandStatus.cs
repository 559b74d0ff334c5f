namespace MediaPipeline.Contracts.Commands;

/// <summary>What became of a command.</summary>
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

    /// <summary>507: nothing can be recorded now.</summary>
    StorageFull,
}
