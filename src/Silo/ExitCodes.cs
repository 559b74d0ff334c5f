namespace MediaPipeline.Silo;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Some items failed, or the server could not start or go on.</summary>
    public const int Failed = 1;

    public const int BadArguments = 2;

    /// <summary>Ended by Ctrl-C before the start or an import had ended: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>The same by SIGTERM.</summary>
    public const int Terminated = 143;
}
