namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>What a directory holds for a grain id: its one activation, or its pool of workers.</summary>
internal interface IMailbox
{
    /// <summary>False when it has left the directory; the caller looks again.</summary>
    bool TryDispatch(Request request);

    IEnumerable<Activation> Activations();
}
