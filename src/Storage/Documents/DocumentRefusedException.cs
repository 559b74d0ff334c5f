namespace MediaPipeline.Storage.Documents;

/// <summary>The database rejects this document, but accepts others; the message says why and what to do. Nothing of its write was stored.</summary>
[GenerateSerializer, Alias("DocumentRefusedException")]
public sealed class DocumentRefusedException(string message, Exception inner) : Exception(message, inner);
