namespace MediaPipeline.Storage.Documents;

/// <summary>The database takes everything else, but not this document; the message says why and what to do. Nothing of its write was stored.</summary>
[GenerateSerializer, Alias("DocumentRefusedException")]
public sealed class DocumentRefusedException(string message, Exception inner) : Exception(message, inner);
