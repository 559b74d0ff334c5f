namespace MediaPipeline.Storage;

/// <summary>The data directory or the database cannot be used as it is; the message says why and what to do.</summary>
public sealed class StorageStartException(string message, Exception? inner = null) : Exception(message, inner);
